import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Duplex } from 'node:stream';

/** A request as node:http reads it. */
export interface NodeRequest {
  readonly method: string;
  readonly target: string;
  readonly body: Buffer;
}

/** Turns of the event loop without anything new after which all there is has been read. */
const QUIET_TURNS = 3;
const MAX_HEADER_BYTES = 64 * 1024;

let activity = 0;
const reading = new WeakMap<Duplex, NodeRequest[]>();

const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES, insecureHTTPParser: false });
for (const event of ['request', 'checkContinue', 'checkExpectation'] as const) server.on(event, note);
// What was whole before the error is still to be handed on.
server.on('clientError', () => (activity += 1));

function note(request: IncomingMessage, response: ServerResponse): void {
  const requests = reading.get(request.socket)!;
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => {
    activity += 1;
    pieces.push(piece);
  });
  request.on('error', () => undefined);
  request.on('end', () => {
    activity += 1;
    requests.push({ method: request.method!, target: request.url!, body: Buffer.concat(pieces) });
    response.end();
  });
}

/** The requests, whole ones only, that node:http sees in the bytes of one connection. One call at a time. */
export async function readByNode(bytes: Buffer): Promise<NodeRequest[]> {
  const requests: NodeRequest[] = [];
  const connection = new Duplex({ read: () => undefined, write: (_, __, done) => done() });
  connection.on('error', () => undefined);
  reading.set(connection, requests);
  server.emit('connection', connection);
  connection.push(bytes);
  for (let quiet = 0, before = activity; quiet < QUIET_TURNS; quiet += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (activity !== before) quiet = 0;
    before = activity;
  }
  connection.destroy();
  return requests;
}
