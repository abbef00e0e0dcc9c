import { afterEach, expect, test } from 'vitest';
import { goTime, goTimestamp } from '../../src/go-format/go-time.js';

const NANOS = 1_795_352_854_032_000_000n;
const zoneBefore = process.env.TZ;

afterEach(() => {
  if (zoneBefore === undefined) delete process.env.TZ;
  else process.env.TZ = zoneBefore;
});

test.each([
  ['UTC', '2026-11-22 13:07:34.032 +0000 UTC'],
  ['Europe/Berlin', '2026-11-22 14:07:34.032 +0100 CET'],
  ['America/Los_Angeles', '2026-11-22 05:07:34.032 -0800 PST'],
  ['America/Sao_Paulo', '2026-11-22 10:07:34.032 -0300 -03'],
  ['Asia/Kathmandu', '2026-11-22 18:52:34.032 +0545 +0545'],
  ['Europe/Minsk', '2026-11-22 16:07:34.032 +0300 +03'],
  ['Asia/Tokyo', '2026-11-22 22:07:34.032 +0900 JST'],
])('a moment in %s', (zone, text) => {
  expect(goTimestamp(NANOS, zone)).toBe(text);
  expect(goTime(NANOS, zone)).toBe(text.replace('.032', '').replace(/ [+-]\d{4} /, ' '));
});

test('summer time, and British time beyond Britain', () => {
  expect(goTime(1_784_117_254_000_000_000n, 'Europe/Berlin')).toMatch(/ CEST$/);
  expect(goTime(1_784_117_254_000_000_000n, 'Europe/Jersey')).toMatch(/ BST$/);
});

test('before 1970, and at the ends of int64', () => {
  expect(goTimestamp(-1n, 'UTC')).toBe('1969-12-31 23:59:59.999999999 +0000 UTC');
  expect(goTimestamp(-(2n ** 63n), 'UTC')).toBe('1677-09-21 00:12:43.145224192 +0000 UTC');
  expect(goTimestamp(2n ** 63n - 1n, 'UTC')).toBe('2262-04-11 23:47:16.854775807 +0000 UTC');
});

test.each([
  ['Asia/Tokyo', '2026-11-22 22:07:34 JST'],
  ['', '2026-11-22 13:07:34 UTC'],
  ['No/Where', '2026-11-22 13:07:34 UTC'],
])('the zone is that of the process: TZ=%s', (zone, text) => {
  process.env.TZ = zone;
  expect(goTime(NANOS)).toBe(text);
});
