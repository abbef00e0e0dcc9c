import type http from 'node:http';
import { HeaptideError } from '@heaptide/profile';
import { httpRequest } from '@heaptide/targets/cluster';

/** How the endpoint of an agent is asked. */
export interface RingAddress {
  readonly port: number;
  /** Makes the connections. */
  readonly agent: http.Agent;
  readonly token: string | undefined;
}

/** A file of a capture ring. */
export interface KeptCapture {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const RING_PATH = '/debug/heap/captures';
const LIST_BYTES = 4 * 2 ** 20;
/** Of all captures together; a ring has 16 MiB unless it was told otherwise. */
const RING_BYTES = 256 * 2 ** 20;
const MOST_CAPTURES = 1000;
/** Names of the ring, of which none can lead out of a directory. */
const NAME = /^[\w.-]{1,200}\.pb\.gz$/;

/**
 * Reads the capture ring of a process, the captures of its earlier lives among them, one after another.
 * @throws {HeaptideError} `HT_E_BAD_ANSWER` where there is no ring, `HT_E_TOO_LARGE`; what the connection meets, as it comes.
 */
export async function* keptCaptures(address: RingAddress, signal: AbortSignal): AsyncGenerator<KeptCapture> {
  let left = RING_BYTES;
  for (const name of namesIn(await ask(address, RING_PATH, { signal, maxBytes: LIST_BYTES }))) {
    const bytes = await ask(address, `${RING_PATH}/${name}`, { signal, maxBytes: left });
    left -= bytes.length;
    yield { name, bytes };
  }
}

function namesIn(list: Uint8Array): string[] {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(list));
  } catch {
    throw new HeaptideError('HT_E_BAD_ANSWER', 'the list of kept captures is not JSON');
  }
  const { captures } = (value ?? {}) as { captures?: unknown };
  const entries: readonly unknown[] = Array.isArray(captures) ? captures : [];
  return entries
    .flatMap((entry) => {
      const { id } = (entry ?? {}) as { id?: unknown };
      return typeof id === 'string' && NAME.test(id) ? [id] : [];
    })
    .slice(-MOST_CAPTURES);
}

interface AskOptions {
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}

async function ask(
  { port, agent, token }: RingAddress,
  path: string,
  options: AskOptions,
): Promise<Uint8Array> {
  const url = new URL(`http://127.0.0.1:${port}${path}`);
  if (token !== undefined) Object.assign(url, { username: 'token', password: token });
  const { status, statusText, body } = await httpRequest(url, { method: 'GET', agent, ...options });
  if (status === 200) return body;
  throw new HeaptideError('HT_E_BAD_ANSWER', `the endpoint answered ${status} ${statusText}`);
}
