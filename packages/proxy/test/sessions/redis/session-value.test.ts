import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeSession, encodeSession, MAX_VALUE_LENGTH } from '../../../src/sessions/redis/session-value.js';
import { ANY_ORIGIN } from '../origins.js';

const VISIBLE = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index));
const visible = (bounds: { minLength: number; maxLength: number }) =>
  fc.string({ unit: fc.constantFrom(...VISIBLE), ...bounds });
const address = fc
  .tuple(visible({ minLength: 1, maxLength: 60 }), fc.integer({ min: 0, max: 65_535 }))
  .map(([host, port]) => `${host}:${port}`);
const body = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
const origin = fc.record({
  address,
  target: visible({ minLength: 0, maxLength: 100 }),
  initialize: fc.option(body, { nil: undefined }),
});
const replacement = fc.option(fc.record({ upstreamId: visible({ minLength: 1, maxLength: 256 }), address }), {
  nil: undefined,
});

it('is read as it was written, and written again as it was read', () => {
  fc.assert(
    fc.property(origin, replacement, (began, replaced) => {
      const value = encodeSession(began, replaced);
      const session = decodeSession('a', value);
      expect(session).toEqual({ id: 'a', origin: began, replacement: replaced });
      expect(encodeSession(session!.origin, session!.replacement)).toBe(value);
    }),
  );
});

it('leaves out a body beyond 64 KiB, and a target that could not be sent', () => {
  const whole = { ...ANY_ORIGIN, initialize: Buffer.alloc(64 * 1024, 0xff), target: `/${'x'.repeat(8_191)}` };
  const value = encodeSession(whole, { upstreamId: 'x'.repeat(256), address: 'a:1' });
  expect(value.length).toBeLessThan(MAX_VALUE_LENGTH);
  expect(decodeSession('a', value)!.origin).toEqual(whole);
  const large = { ...ANY_ORIGIN, initialize: Buffer.alloc(64 * 1024 + 1) };
  expect(decodeSession('a', encodeSession(large, undefined))!.origin).toEqual({
    ...large,
    initialize: undefined,
  });
  for (const target of [`/${'x'.repeat(8_192)}`, '/a b', '/\r\nx']) {
    expect(decodeSession('a', encodeSession({ ...ANY_ORIGIN, target }, undefined))!.origin).toEqual({
      address: ANY_ORIGIN.address,
      target: '',
      initialize: undefined,
    });
  }
});

const GOOD = { v: 1, address: '10.0.0.1:80', target: '/mcp' };

it.each<[string, unknown]>([
  ['a number', 7],
  ['nothing', null],
  ['no JSON', 'ended'],
  ['a JSON number', '7'],
  ['JSON null', 'null'],
  ['another version', JSON.stringify({ ...GOOD, v: 2 })],
  ['an address without a port', JSON.stringify({ ...GOOD, address: '10.0.0.1' })],
  ['an address that would break out of a header', JSON.stringify({ ...GOOD, address: 'a\r\nx: y:80' })],
  ['an endless address', JSON.stringify({ ...GOOD, address: `${'a'.repeat(300)}:80` })],
  ['a target that would break out of a request', JSON.stringify({ ...GOOD, target: '/ HTTP/1.1\r\nx: y' })],
  ['no target', JSON.stringify({ ...GOOD, target: undefined })],
  ['a body that is no base64', JSON.stringify({ ...GOOD, initialize: '{"method"}' })],
  ['a body that is no text', JSON.stringify({ ...GOOD, initialize: ['e30='] })],
  ['a body beyond 64 KiB', JSON.stringify({ ...GOOD, initialize: 'A'.repeat(88_000) })],
  ['a replacement that is none', JSON.stringify({ ...GOOD, replacement: null })],
  [
    'a replacement with an id that is none',
    JSON.stringify({ ...GOOD, replacement: { upstreamId: 'a b', address: 'a:1' } }),
  ],
  ['a replacement without an address', JSON.stringify({ ...GOOD, replacement: { upstreamId: 'a' } })],
  ['too long a value', JSON.stringify({ ...GOOD, more: 'x'.repeat(MAX_VALUE_LENGTH) })],
])('does not take %s for a session', (_, value) => {
  expect(decodeSession('a', JSON.stringify(GOOD))).toBeDefined();
  expect(decodeSession('a', value)).toBeUndefined();
});

it('takes anything without throwing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string(), fc.anything()), (value) => {
      decodeSession('a', value);
    }),
  );
});
