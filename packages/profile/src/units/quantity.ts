const LETTERS = ['', 'K', 'M', 'G', 'T', 'P'];
const NAMES = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** Bytes in at most five cells: `182`, `9.31M`, `412K`. Powers of 1024, three digits. */
export function shortBytes(bytes: number): string {
  const { digits, power } = scale(bytes);
  return digits + LETTERS[power]!;
}

/** `+1.58M`, `-412K`, `+0`. */
export function signedBytes(bytes: number): string {
  return sign(bytes) + shortBytes(Math.abs(bytes));
}

/** `bytes` in the unit and with the decimals that {@link shortBytes} gives `like`, without the letter: `0.12` for 1.58M. */
export function bytesLike(bytes: number, like: number): string {
  const { digits, power } = scale(like);
  return (bytes / 1024 ** power).toFixed(digits.split('.')[1]?.length ?? 0);
}

/** `0.12M`: an error in the unit of the figure that it belongs to. */
export function shortBytesLike(bytes: number, like: number): string {
  return bytesLike(bytes, like) + LETTERS[scale(like).power]!;
}

/** `61.4 MiB`. */
export function longBytes(bytes: number): string {
  const { digits, power } = scale(bytes);
  return `${digits} ${NAMES[power]!}`;
}

/** `+1.58 MiB`. */
export function signedLongBytes(bytes: number): string {
  return sign(bytes) + longBytes(Math.abs(bytes));
}

/** `59.1/96.0 MiB` where one unit suits both, otherwise `38.2 MiB/4.00 GiB`. */
export function bytesOf(part: number, whole: number, separator: string): string {
  const { power } = scale(whole);
  if (scale(part).power !== power) return longBytes(part) + separator + longBytes(whole);
  const inUnit = (bytes: number) => (bytes / 1024 ** power).toFixed(1);
  return `${inUnit(part)}${separator}${inUnit(whole)} ${NAMES[power]!}`;
}

/** `48,210`. */
export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A rate with three digits: `55.1`, `1,204`, `0.02`. */
export function rate(value: number): string {
  return Math.abs(value) >= 100 ? count(value) : threeDigits(value);
}

/** Time between two captures: `1.2s`, then as {@link duration}. */
export function period(ms: number): string {
  return ms < 10_000 && ms % 1000 !== 0 ? `${ms / 1000}s` : duration(ms);
}

/** `0.4 s` is `0s`; then `12s`, `14m02s`, `2h05m`, `3d04h`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m${two(seconds % 60)}s`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}h${two(Math.floor(seconds / 60) % 60)}m`;
  return `${Math.floor(seconds / 86_400)}d${two(Math.floor(seconds / 3600) % 24)}h`;
}

/** Time of day of a moment in milliseconds since 1970, local: `14:02:31`. */
export function timeOfDay(ms: number): string {
  const date = new Date(ms);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

function scale(bytes: number): { digits: string; power: number } {
  let power = 0;
  let value = bytes;
  while (Math.abs(value) >= 999.5 && power < LETTERS.length - 1) {
    value /= 1024;
    power++;
  }
  return { digits: power === 0 ? String(Math.round(value)) : threeDigits(value), power };
}

function threeDigits(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}

function sign(value: number): string {
  return value < 0 ? '-' : '+';
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
