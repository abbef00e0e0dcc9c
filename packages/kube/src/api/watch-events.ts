import { ByteCollector } from '../bytes/byte-collector.js';
import { KubeError } from '../kube-error.js';
import type { WatchEvent } from './kube-api.js';
import { parseJson } from './parse-json.js';

const MOST_LINE_BYTES = 4 * 1024 * 1024;
const NEWLINE = 10;

/** What a watch is asked with. A server that would go on is told to end, so that every watch has a bound. */
export const WATCH_QUERY = { watch: '1', allowWatchBookmarks: 'true', timeoutSeconds: '300' } as const;
export const WATCH_MS = 330_000;

/**
 * The changes in what a watch brings: one JSON object a line, at most 4 MiB each.
 * @throws {KubeError} `bad-answer`; whatever ends `pieces` is thrown as it comes.
 */
export async function* watchEvents(pieces: AsyncIterable<Buffer>): AsyncGenerator<WatchEvent, void> {
  const line = new ByteCollector();
  for await (const piece of pieces) {
    let from = 0;
    for (let end; (end = piece.indexOf(NEWLINE, from)) !== -1; from = end + 1) {
      append(line, piece.subarray(from, end));
      const event = readEvent(line.take());
      if (event !== undefined) yield event;
      if (event?.type === 'ERROR') return;
    }
    append(line, piece.subarray(from));
  }
}

function append(line: ByteCollector, piece: Buffer): void {
  if (line.length + piece.length > MOST_LINE_BYTES)
    throw new KubeError('bad-answer', `the cluster tells a change of more than ${MOST_LINE_BYTES} bytes`);
  line.append(piece);
}

function readEvent(line: Buffer): WatchEvent | undefined {
  if (line.length === 0) return undefined;
  const { type, object } = (parseJson(line) ?? {}) as { type?: unknown; object?: unknown };
  if (typeof type !== 'string')
    throw new KubeError('bad-answer', 'the cluster tells a change without a type');
  return { type, object };
}
