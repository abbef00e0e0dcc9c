import { createServer, type Socket } from 'node:net';
import { type HostileAnswer, hostileAnswer } from './hostile-answer.js';
import { splitAt } from './loopback-client.js';
import { SeededRandom } from './seeded-random.js';
import { listenOnLoopback } from './listen-on-loopback.js';
import { readFinalAnswer, readRequest, type StrictRequest } from './strict-message.js';

/** Answers `/case/N` with the hostile answer that the seed and N make, and `/plain/N` with `plain N`. */
export interface HostileUpstream {
  readonly origin: string;
  close(): Promise<void>;
}

/** Time for what was written to arrive before the connection is reset. */
const BEFORE_RESET_MS = 10;

export function answerOf(seed: number, index: number): HostileAnswer {
  return hostileAnswer(new SeededRandom(seed + index));
}

export async function startHostileUpstream(seed: number): Promise<HostileUpstream> {
  const sockets = new Set<Socket>();
  /** Connections that are about to be ended. */
  const doomed = new WeakSet<Socket>();
  const respond = (socket: Socket, { method, target }: StrictRequest) => {
    if (doomed.has(socket)) {
      socket.destroy();
      return;
    }
    const [, kind, number] = target.split('/');
    if (kind === 'plain') {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${6 + number!.length}\r\n\r\nplain ${number}`);
      return;
    }
    const { bytes, cuts, ending } = answerOf(seed, Number(number));
    const meant = readFinalAnswer(bytes, { method, isEnded: false });
    // Nobody gets to the end of an answer that has none, unless the connection has.
    const staysOpen = ending === 'stay' && meant.is === 'whole';
    if (!staysOpen) doomed.add(socket);
    // What comes late behind an answer cannot be told from the answer to the next request.
    const isLonger = meant.is === 'whole' && meant.end < bytes.length;
    writeEach(socket, isLonger ? [bytes] : splitAt(bytes, cuts), () => {
      if (ending === 'reset') setTimeout(() => socket.resetAndDestroy(), BEFORE_RESET_MS);
      else if (!staysOpen) socket.end();
    });
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    let held: Buffer = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      held = Buffer.concat([held, chunk]);
      const reading = readRequest(held);
      if (reading.is !== 'whole') return;
      held = held.subarray(reading.end);
      respond(socket, reading.message);
    });
  });
  return listenOnLoopback(server, sockets);
}

function writeEach(socket: Socket, pieces: readonly Buffer[], done: () => void): void {
  const writeNext = (index: number) => {
    if (index === pieces.length) {
      done();
      return;
    }
    socket.write(pieces[index]!);
    setImmediate(() => setImmediate(writeNext, index + 1));
  };
  writeNext(0);
}
