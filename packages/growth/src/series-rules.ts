import { type CaptureMetadata, HeaptideError } from '@heaptide/profile';

/** @throws {HeaptideError} `HT_E_MIXED_SERIES` where `now` cannot follow `before` in one series. */
export function checkSameSeries(before: CaptureMetadata, now: CaptureMetadata): void {
  const clash =
    before.pid !== now.pid || before.startedAt !== now.startedAt
      ? `process ${before.pid} started ${before.startedAt} and process ${now.pid} started ${now.startedAt}`
      : before.interval !== now.interval && !isInterrupted(before, now)
        ? `sampling intervals of ${before.interval} and ${now.interval} bytes`
        : before.exactSites !== now.exactSites && !isInterrupted(before, now)
          ? 'captures with and without exact sites'
          : kindOf(before) !== kindOf(now)
            ? `${kindOf(before)} and ${kindOf(now)} memory`
            : before.thread !== now.thread
              ? 'captures of several threads'
              : Date.parse(now.time) < Date.parse(before.time)
                ? `a capture of ${now.time} after one of ${before.time}`
                : undefined;
  if (clash !== undefined) {
    throw new HeaptideError('HT_E_MIXED_SERIES', `these captures are not one series: ${clash}`);
  }
}

function kindOf({ kind = 'heap' }: CaptureMetadata): string {
  return kind;
}

/** Whether the sampler was stopped or set otherwise between the two. */
export function isInterrupted(before: CaptureMetadata, now: CaptureMetadata): boolean {
  return now.gaps.some(({ to }) => Date.parse(to) > Date.parse(before.time));
}
