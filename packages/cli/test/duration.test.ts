import { expect, it } from 'vitest';
import { parseDuration } from '../src/duration.js';

it.each([
  ['500ms', 500],
  ['2s', 2000],
  ['1.5m', 90_000],
  ['1h', 3_600_000],
  ['3', 3000],
])('%s is %d ms', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

it.each(['', 'soon', '-1s', '1d', '1 s', '1e3'])('"%s" is refused', (text) => {
  expect(() => parseDuration(text)).toThrow(/is no duration/);
});
