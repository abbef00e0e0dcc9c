import { HeaptideError } from '@heaptide/profile';

const UNITS = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/**
 * Bytes of a size such as `8MiB`, `64k`, `1.5g` or `4096`: all units are powers of 1024.
 * @throws {HeaptideError} `HT_E_USAGE`.
 */
export function parseBytes(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(?:([kmg])(?:ib)?|b)?$/i.exec(text);
  const unit = (match?.[2] ?? '').toLowerCase() as keyof typeof UNITS;
  const bytes = Math.round(Number(match?.[1]) * UNITS[unit]);
  if (match === null || !Number.isSafeInteger(bytes)) {
    throw new HeaptideError('HT_E_USAGE', `"${text}" is no size: write 8MiB, 64k or a number of bytes`);
  }
  return bytes;
}
