const MICROSECOND = 1_000n;
const MILLISECOND = 1_000_000n;
const SECOND = 1_000_000_000n;
const MINUTE = 60n * SECOND;
const HOUR = 60n * MINUTE;

/** Nanoseconds as Go's `time.Duration` prints itself: `1.5s`, `2h0m3.25s`, `100ms`, `12.3µs`, `7ns`, `0s`. */
export function goDuration(nanos: bigint): string {
  const sign = nanos < 0n ? '-' : '';
  const size = nanos < 0n ? -nanos : nanos;
  if (size === 0n) return '0s';
  if (size < MICROSECOND) return `${sign}${size}ns`;
  if (size < MILLISECOND) return `${sign}${decimal(size, MICROSECOND)}µs`;
  if (size < SECOND) return `${sign}${decimal(size, MILLISECOND)}ms`;
  const hours = size >= HOUR ? `${size / HOUR}h` : '';
  const minutes = size >= MINUTE ? `${(size % HOUR) / MINUTE}m` : '';
  return `${sign}${hours}${minutes}${decimal(size % MINUTE, SECOND)}s`;
}

/** `size / unit` exactly, `unit` being a power of ten. */
function decimal(size: bigint, unit: bigint): string {
  const places = unit.toString().length - 1;
  const fraction = (size % unit).toString().padStart(places, '0').replace(/0+$/, '');
  return `${size / unit}${fraction === '' ? '' : `.${fraction}`}`;
}
