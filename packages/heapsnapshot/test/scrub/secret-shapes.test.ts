import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteClasses } from '../../src/scrub/byte-classes.js';
import { looksSecret } from '../../src/scrub/secret-shapes.js';

const letters = (length: number, alphabet: string) =>
  Array.from({ length }, (_, index) => alphabet[(index * 7 + 3) % alphabet.length]!).join('');
const classesOf = (text: string) => byteClasses(Buffer.from(text), 0, Buffer.byteLength(text));
const MIXED = 'aZ3kP9xQ1mB7vT5';

describe('looksSecret', () => {
  it.each([
    ['a mail address', 'someone@example.org'],
    ['a password in a URL', 'redis://user:hunter2@10.0.0.1/0'],
    ['a query', '/login?password=hunter2'],
    ['a web token', `eyJ${letters(20, MIXED)}.eyJ${letters(20, MIXED)}`],
    ['a private key', '-----BEGIN PRIVATE KEY-----'],
    ['a card', '4111 1111 1111 1111'],
    ['a telephone', '+49 151 23456789'],
    ['a UUID', '6fa459ea-ee8a-3ca4-894e-db77e160355e'],
    ['a digest', letters(32, '0a1b2c3d4e5f')],
    ['an address', 'host 192.168.17.4'],
    ['a key of a payment service', `sk_live_${letters(24, MIXED)}`],
    ['a key of a cloud', `AKIA${letters(16, 'ABC1DEF2')}`],
    ['a session', 'session-8f14e45f'],
    ['base64', letters(40, MIXED)],
    ['a header', 'Authorization: Bearer abc'],
  ])('sees %s', (_, text) => {
    expect(looksSecret(text)).toBe(true);
    expect(looksSecret(text, classesOf(text))).toBe(true);
    expect(looksSecret(`seen ${text} there`)).toBe(true);
  });

  it.each([
    'SessionRegistry',
    'writableHighWaterMark',
    'node:internal/process/task_queues',
    '/usr/src/app/node_modules/express/lib/router/index.js',
    'file:///srv/app/server.mjs',
    'system / NativeContext',
    '(ArrayPrototypeForEach builtin code)',
    '<symbol nodejs.async_context_frame>',
    'get [Symbol.toStringTag]',
    'ERR_INVALID_ARG_TYPE',
    'Int32ArrayPrototypeSet',
    'x-forwarded-for',
    'crypto_secretbox',
    'uv_tcp_keepalive_ex',
    'SHA256',
    '0.30000000000000004'.slice(0, 5),
  ])('leaves %s alone', (text) => {
    expect(looksSecret(text)).toBe(false);
  });

  it('sees the same where the kinds of its bytes are known', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'eyJ',
        '-----BEGIN ',
        '://',
        '?q',
        '=',
        '@',
        'x.org',
        'AKIA',
        'ya29.',
        'SG.',
        'AC',
        'EAAC',
      ),
      fc.constantFrom('github_pat_', 'sk_', 'token', ':', 'deadbeef-', 'cafe-', '1234567', '10.', 'aB3', ' '),
      fc.string({ unit: fc.constantFrom(...Array.from('abcdefAJSG019-_.:=@ "')), maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const text = pieces.join('');
        expect(looksSecret(text, classesOf(text))).toBe(looksSecret(text));
      }),
      { numRuns: 3000 },
    );
  });

  it('is quick on any text', () => {
    for (const text of [
      'a'.repeat(20_000),
      '1'.repeat(20_000),
      'aA1'.repeat(7_000),
      '.a@'.repeat(7_000),
      ' '.repeat(20_000),
    ]) {
      const start = process.cpuUsage();
      looksSecret(text);
      expect(process.cpuUsage(start).user).toBeLessThan(500_000);
    }
  });
});
