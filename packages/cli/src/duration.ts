import { HeaptideError } from '@heaptide/profile';

const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/**
 * Milliseconds of a duration such as `500ms`, `2s`, `1.5m` or `1h`; a bare number is seconds.
 * @throws {HeaptideError} `HT_E_USAGE`.
 */
export function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text);
  if (match === null) {
    throw new HeaptideError('HT_E_USAGE', `"${text}" is no duration: write 500ms, 2s, 5m or 1h`);
  }
  return Number(match[1]) * MILLISECONDS[(match[2] ?? 's') as keyof typeof MILLISECONDS];
}

/** As {@link parseDuration}, for the value of a flag that cannot be nothing. */
export function positiveDuration(flag: string, text: string): number {
  const ms = parseDuration(text);
  if (ms > 0) return ms;
  throw new HeaptideError('HT_E_USAGE', `--${flag} is longer than nothing`);
}
