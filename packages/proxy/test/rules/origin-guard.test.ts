import { describe, expect, it } from 'vitest';
import { OriginGuard } from '../../src/rules/origin-guard.js';
import { fieldsOf } from './fields-of.js';

const listed = (...allowedOrigins: string[]) => new OriginGuard({ allowedOrigins, isLoopbackBound: false });
const originOf = (value: string) => fieldsOf('Host: x', `Origin: ${value}`);

describe('M1: an Origin on the list passes', () => {
  it.each([
    ['as it is', 'http://localhost:8080', 'http://localhost:8080'],
    ['in another case of the scheme', 'http://app.example.com', 'HTTP://app.example.com'],
    ['in another case of the host', 'https://App.Example.com', 'https://app.example.COM'],
    ['with the default port', 'https://app.example.com', 'https://app.example.com:443'],
    ['without the default port', 'http://app.example.com:80', 'http://app.example.com'],
    ['with the same default port', 'HTTPS://App.Example.com:443', 'https://app.example.com:443'],
    ['as an IPv6 address', 'http://[::1]:8080', 'http://[::1]:8080'],
    ['as an IPv6 address in another case', 'http://[fe80::1]:8080', 'http://[FE80::1]:8080'],
    ['of an extension', 'chrome-extension://abcdef', 'chrome-extension://abcdef'],
    ['null, where that is allowed', 'null', 'null'],
  ])('%s', (_, allowed, origin) => {
    expect(listed('https://first.example', allowed).refuses(originOf(origin))).toBeUndefined();
  });

  it('none at all passes', () => {
    expect(listed('http://localhost:8080').refuses(fieldsOf('Host: x'))).toBeUndefined();
    expect(listed().refuses(fieldsOf('Host: x'))).toBeUndefined();
  });
});

describe('M1: an Origin that is not on the list is refused', () => {
  it.each([
    ['another host', 'http://localhost:8080', 'http://evil.example'],
    ['another port', 'http://localhost:8080', 'http://localhost:9090'],
    ['no port in place of one', 'http://localhost:8080', 'http://localhost'],
    ['the default port of another scheme', 'http://app.example.com', 'http://app.example.com:443'],
    ['another scheme', 'https://app.example.com', 'http://app.example.com'],
    ['a host below it', 'https://example.com', 'https://app.example.com'],
    ['a host that ends alike', 'https://example.com', 'https://evilexample.com'],
    ['a host that begins alike', 'https://example.com', 'https://example.com.evil.example'],
    ['a user that looks like the host', 'http://localhost:8080', 'http://localhost:8080@evil.example'],
    ['a path', 'http://localhost:8080', 'http://localhost:8080/'],
    ['two in one', 'http://localhost:8080', 'http://localhost:8080, http://evil.example'],
    ['two in one, by a space', 'http://localhost:8080', 'http://localhost:8080 http://evil.example'],
    ['a character beyond ASCII', 'http://localhost:8080', 'http://localhost\u00e9:8080'],
    ['null', 'http://localhost:8080', 'null'],
    ['nothing', 'http://localhost:8080', ''],
    ['what is no origin', 'http://localhost:8080', 'localhost:8080'],
    ['more than an origin can be', 'http://localhost:8080', `http://${'a'.repeat(5_000)}`],
  ])('%s', (_, allowed, origin) => {
    expect(listed(allowed).refuses(originOf(origin))).toBe('Origin not allowed');
  });

  it('any, where the list is empty', () => {
    expect(listed().refuses(originOf('http://localhost'))).toBe('Origin not allowed');
  });

  it('several, even if all are on it', () => {
    const fields = fieldsOf('Origin: http://localhost:8080', 'origin: http://localhost:8080');
    expect(listed('http://localhost:8080').refuses(fields)).toBe('several Origin fields');
  });
});

describe('M1: without a list', () => {
  const onLoopback = new OriginGuard({ isLoopbackBound: true });

  it.each([
    'http://localhost',
    'http://localhost:5173',
    'https://LOCALHOST:8443',
    'http://127.0.0.1:6274',
    'http://127.8.9.10',
    'http://[::1]:3000',
  ])('on loopback %s passes', (origin) => {
    expect(onLoopback.refuses(originOf(origin))).toBeUndefined();
  });

  it.each([
    'http://evil.example',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://192.168.1.10:3000',
    'chrome-extension://localhost',
    'null',
  ])('on loopback %s is refused', (origin) => {
    expect(onLoopback.refuses(originOf(origin))).toBe('Origin not allowed');
  });

  it('a list takes the place of the names of loopback', () => {
    const guard = new OriginGuard({ allowedOrigins: ['https://app.example.com'], isLoopbackBound: true });
    expect(guard.refuses(originOf('https://app.example.com'))).toBeUndefined();
    expect(guard.refuses(originOf('http://localhost:3000'))).toBe('Origin not allowed');
  });

  it('beyond loopback nothing is checked', () => {
    const guard = new OriginGuard({ isLoopbackBound: false });
    expect(guard.refuses(fieldsOf('Origin: http://a.example', 'Origin: null'))).toBeUndefined();
  });
});

it.each([
  'http://user:secret@localhost:8080',
  'localhost:8080',
  'http://localhost/',
  '*',
  '',
  'http://a:123456',
])('M1: %j is refused as an entry of the list', (entry) => {
  expect(() => listed(entry)).toThrow(expect.objectContaining({ code: 'HT_E_BAD_OPTION' }));
});
