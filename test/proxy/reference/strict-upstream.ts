import { createServer, type Socket } from 'node:net';
import { listenOnLoopback } from './listen-on-loopback.js';
import { readRequest, type StrictRequest, valuesOf } from './strict-message.js';

/** An upstream that believes nothing: it reads strictly, notes what it sees, and numbers its answers. */
export interface StrictUpstream {
  readonly origin: string;
  /** What it was sent that is no request, or none that the proxy has marked as coming from a client. */
  readonly violations: readonly string[];
  /** Whole requests from the client at that address, in order, of which it forgets them. */
  takeSeen(address: string): StrictRequest[];
  /** Connections open now. */
  openConnections(): number;
  close(): Promise<void>;
}

/** Names the number of the request, of those from its client, that an answer belongs to. */
export const NUMBER_FIELD = 'x-number';

export async function startStrictUpstream(): Promise<StrictUpstream> {
  const seen = new Map<string, StrictRequest[]>();
  const violations: string[] = [];
  const sockets = new Set<Socket>();

  const take = (socket: Socket, request: StrictRequest) => {
    const addresses = valuesOf(request.fields, 'x-forwarded-for');
    if (addresses.length !== 1) {
      violations.push(`from ${addresses.length} clients: ${JSON.stringify(request)}`);
      socket.destroy();
      return;
    }
    const requests = seen.get(addresses[0]!) ?? [];
    seen.set(addresses[0]!, requests);
    const number = requests.push(request) - 1;
    answer(socket, request, number);
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    let held: Buffer = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      held = Buffer.concat([held, chunk]);
      for (let reading = readRequest(held); held.length > 0; reading = readRequest(held)) {
        if (reading.is === 'malformed')
          violations.push(`${reading.why}: ${JSON.stringify(held.toString('latin1'))}`);
        if (reading.is === 'malformed') socket.destroy();
        if (reading.is !== 'whole') return;
        held = held.subarray(reading.end);
        take(socket, reading.message);
      }
    });
  });
  return {
    ...(await listenOnLoopback(server, sockets)),
    violations,
    takeSeen(address) {
      const requests = seen.get(address) ?? [];
      seen.delete(address);
      return requests;
    },
    openConnections: () => sockets.size,
  };
}

/** In each of the ways in which an answer may end. */
function answer(socket: Socket, { method }: StrictRequest, number: number): void {
  const text = `answer ${number}`;
  const head = `HTTP/1.1 200 OK\r\nX-Number: ${number}\r\n`;
  const isHead = method === 'HEAD';
  if (number % 3 === 1) {
    const chunks = `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`;
    socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n${isHead ? '' : chunks}`);
  } else if (number % 5 === 4) {
    socket.end(`${head}Connection: close\r\n\r\n${isHead ? '' : text}`);
  } else {
    socket.write(`${head}Content-Length: ${text.length}\r\n\r\n${isHead ? '' : text}`);
  }
}
