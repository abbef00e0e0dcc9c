import { BORN_LABEL, captureComment, ProfileBuilder, writeProfile } from '@heaptide/profile';
import { type CaptureMetadata, decodeCapture, type ReceivedCapture } from '@heaptide/targets';
import { sampleMetadata } from '../sample-report.js';

const SAMPLE_BYTES = 32_768;
/** Bytes on the allocation clock from one capture to the next. */
const CLOCK_STEP = 1e8;
const KEPT_EACH = 40;
const CACHED = 10;
/** Capture from which there is one more site. */
const LATE_FROM = 4;

/** A capture of a process in which `newSession` keeps all that it allocates, and `ToolCache.warm` the newest only. */
export async function realCapture(
  index: number,
  changes: Partial<CaptureMetadata> = {},
): Promise<ReceivedCapture> {
  const metadata = sampleMetadata(index, changes);
  const builder = new ProfileBuilder({
    sampleTypes: [
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ],
  });
  builder.comment(captureComment(metadata));
  const place = (name: string, filename: string, startLine: number) => {
    const func = builder.func({ name, filename, startLine });
    return builder.location({ lines: [{ function: func, line: startLine + 1, column: 3 }] });
  };
  const root = place('handlePost', '/app/server.js', 90);
  const sessions = place('newSession', '/app/session-table.js', 41);
  const cache = place('ToolCache.warm', '/app/cache.js', 19);
  const sample = (leaf: typeof root, born: number) =>
    builder.sample({
      stack: [leaf, root],
      values: [4, SAMPLE_BYTES],
      labels: [{ key: BORN_LABEL, number: born, unit: 'bytes' }],
    });
  for (let round = 0; round <= index; round++)
    for (let i = 0; i < KEPT_EACH; i++) sample(sessions, round * CLOCK_STEP + (2 * i + 1) * SAMPLE_BYTES);
  for (let i = 0; i < CACHED; i++) sample(cache, index * CLOCK_STEP + (2 * i + 40) * SAMPLE_BYTES);
  if (index >= LATE_FROM) sample(place('retryQueue.push', '/app/retry.js', 12), 1 + index * CLOCK_STEP);
  const bytes = await writeProfile(builder.build());
  return { bytes, capture: await decodeCapture('sample', bytes) };
}

export function realCaptures(
  count: number,
  changes: (index: number) => Partial<CaptureMetadata> = () => ({}),
): Promise<ReceivedCapture[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => realCapture(index, changes(index))));
}
