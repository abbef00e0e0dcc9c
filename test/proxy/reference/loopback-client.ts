import { connect } from 'node:net';

/** What came back on a connection, and how it ended. */
export interface Received {
  readonly bytes: Buffer;
  /** `end`: closed in good order; `broken`: reset; `hang`: still open when the time was over. */
  readonly ended: 'end' | 'broken' | 'hang';
  /** Code of the error with which it broke. */
  readonly error?: string | undefined;
}

export interface Conversation {
  readonly url: string;
  /** Of the client's own side. */
  readonly localAddress?: string;
  /** Written one by one. */
  readonly pieces: readonly Buffer[];
  readonly timeoutMs: number;
}

/** Sends the pieces and then listens until the other side ends the connection. */
export function converse({ url, localAddress, pieces, timeoutMs }: Conversation): Promise<Received> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const received: Buffer[] = [];
    let ended: Received['ended'] = 'end';
    const socket = connect({ host: hostname, port: Number(port), noDelay: true, localAddress });
    const timer = setTimeout(() => {
      ended = 'hang';
      socket.destroy();
    }, timeoutMs);
    socket.on('data', (chunk) => received.push(chunk));
    let error: string | undefined;
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (ended !== 'hang') ended = 'broken';
      error = code;
    });
    socket.on('close', () => {
      clearTimeout(timer);
      resolve({ bytes: Buffer.concat(received), ended, error });
    });
    const writeNext = (index: number) => {
      if (index >= pieces.length || socket.destroyed) return;
      socket.write(pieces[index]!);
      // Two turns: so that they leave in packets of their own.
      setImmediate(() => setImmediate(writeNext, index + 1));
    };
    writeNext(0);
  });
}

/** Whether all of 127.0.0.0/8 is loopback without further ado. */
export const HAS_MANY_ADDRESSES = process.platform === 'linux';

/** A loopback address for each of 4 million numbers, so that the proxy says whose request it passes on. */
export function loopbackAddress(number: number): string {
  return `127.${64 + ((number >> 16) & 63)}.${(number >> 8) & 255}.${number & 255}`;
}

/** Runs `task` for all numbers below `count`, a bounded number of them at a time. */
export async function runBounded(
  count: number,
  concurrency: number,
  task: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < count) await task(next++);
  };
  await Promise.all(Array.from({ length: Math.min(count, concurrency) }, work));
}

/** The pieces of `bytes` that `cuts`, which ascend, make of it. */
export function splitAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const ends = [...cuts, bytes.length];
  return ends
    .map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
    .filter((piece) => piece.length > 0);
}
