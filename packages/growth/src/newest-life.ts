import type { Capture, CaptureMetadata } from '@heaptide/profile';

/**
 * The captures of the newest life among those of a service that was started again and again, as a capture ring holds them.
 * Processes that lived at the same time are no lives of one another: then all are returned.
 */
export function newestLife<T extends Pick<Capture, 'metadata'>>(captures: readonly T[]): readonly T[] {
  const newest = captures.reduce<CaptureMetadata | undefined>(
    (found, { metadata }) => (found === undefined || startOf(metadata) > startOf(found) ? metadata : found),
    undefined,
  );
  if (newest === undefined) return captures;
  const isOfIt = ({ metadata }: T): boolean =>
    metadata?.pid === newest.pid && metadata.startedAt === newest.startedAt;
  const earlier = captures.filter((capture) => !isOfIt(capture));
  const successive = earlier.every(
    ({ metadata }) => metadata?.service === newest.service && Date.parse(metadata.time) <= startOf(newest),
  );
  return successive ? captures.filter(isOfIt) : captures;
}

function startOf(metadata: CaptureMetadata | undefined): number {
  return metadata === undefined ? 0 : Date.parse(metadata.startedAt);
}
