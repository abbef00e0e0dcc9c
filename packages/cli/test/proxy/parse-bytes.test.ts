import { expect, it } from 'vitest';
import { parseBytes } from '../../src/proxy/parse-bytes.js';

it.each([
  ['8MiB', 8 * 1024 ** 2],
  ['64k', 65_536],
  ['64KiB', 65_536],
  ['1.5g', 1.5 * 1024 ** 3],
  ['4096', 4096],
  ['4096b', 4096],
  ['0', 0],
])('%s is %d bytes', (text, bytes) => {
  expect(parseBytes(text)).toBe(bytes);
});

it.each(['', 'much', '-1', '8MB', '8 MiB', '1e3', 'MiB', '9999999999g'])('"%s" is refused', (text) => {
  expect(() => parseBytes(text)).toThrow(/is no size/);
});
