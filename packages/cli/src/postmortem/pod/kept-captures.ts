import http from 'node:http';
import { HeaptideError } from '@heaptide/profile';

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

function ask(
  { port, agent, token }: RingAddress,
  path: string,
  { signal, maxBytes }: AskOptions,
): Promise<Uint8Array> {
  const auth = token === undefined ? {} : { auth: `token:${token}` };
  return new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port, path, agent, signal, ...auth }, (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length <= maxBytes) chunks.push(chunk);
        else response.destroy(new HeaptideError('HT_E_TOO_LARGE', 'the kept captures are too large'));
      });
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode = 0, statusMessage = '' } = response;
        if (statusCode === 200) resolve(Buffer.concat(chunks));
        else
          reject(
            new HeaptideError('HT_E_BAD_ANSWER', `the endpoint answered ${statusCode} ${statusMessage}`),
          );
      });
    });
    request.on('error', reject);
  });
}
