import { request as beginRequest, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { HeaptideError } from '@heaptide/profile';
import { dialInspector, type InspectorPlace } from './inspector-place.js';

/** What an inspector says it can be asked about. Hostile text until sanitised. */
export interface InspectedTarget {
  /** To be connected to, on the address that the list came from. */
  readonly path: string;
  /** The program, as a rule. */
  readonly title: string;
}

const MOST_BYTES = 256 * 1024;

/**
 * Whom an inspector inspects, by its `/json/list`. The address in there is what the process believes to have, and is left out.
 * @throws {HeaptideError} `HT_E_INSPECTOR` where something answers that is no inspector of Node; whatever the connection meets
 * is thrown as it comes.
 */
export async function readInspectedTarget(
  place: InspectorPlace,
  signal: AbortSignal,
): Promise<InspectedTarget> {
  const connection = await dialInspector(place, signal);
  try {
    const found = firstNodeTarget(await get(connection, '/json/list', signal));
    if (found !== undefined) return found;
  } finally {
    connection.on('error', () => undefined).destroy();
  }
  throw new HeaptideError('HT_E_INSPECTOR', `what listens on port ${place.port} is no inspector of Node.js`);
}

/** An inspector takes no other host than an address or this. */
export const INSPECTOR_HOST = 'localhost';

function get(connection: Duplex, path: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = beginRequest({
      path,
      signal,
      headers: { host: INSPECTOR_HOST, connection: 'close' },
      createConnection: () => connection,
    });
    request.on('error', reject);
    request.on('response', (response) => void textOf(response).then(resolve, reject));
    request.end();
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BYTES) break;
    chunks.push(chunk);
  }
  return response.statusCode === 200 ? Buffer.concat(chunks).toString('utf8') : '';
}

function firstNodeTarget(text: string): InspectedTarget | undefined {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(list)) return undefined;
  for (const entry of list as unknown[]) {
    if (typeof entry !== 'object' || entry === null) continue;
    const { type, title, webSocketDebuggerUrl: url } = entry as Readonly<Record<string, unknown>>;
    if (type !== 'node' || typeof url !== 'string' || !URL.canParse(url)) continue;
    return { path: new URL(url).pathname, title: typeof title === 'string' ? title : '' };
  }
  return undefined;
}
