import type { CaptureMetadata } from '@heaptide/targets';

/** What a program allocates per reading that does nothing but being read is a third of that. */
const IDLE_BYTES_PER_READING = 1 << 20;

/** Whether a counter of work rose from the first reading to the last, or more was allocated than the readings take. */
export function hasWorked(readings: readonly Pick<CaptureMetadata, 'work' | 'clock'>[]): boolean {
  const [first] = readings;
  const last = readings.at(-1);
  if (first === undefined || last === undefined) return false;
  const counted = Object.entries(last.work).some(([name, count]) => count > (first.work[name] ?? 0));
  return counted || last.clock - first.clock > IDLE_BYTES_PER_READING * (readings.length - 1);
}
