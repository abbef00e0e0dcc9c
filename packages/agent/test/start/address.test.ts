import { describe, expect, it } from 'vitest';
import { formatAddress, parseAddress, requireSafeAddress } from '../../src/start/address.js';

describe('parseAddress', () => {
  it.each([
    ['127.0.0.1:6060', '127.0.0.1', 6060],
    ['127.8.9.10:0', '127.8.9.10', 0],
    ['localhost:7000', '127.0.0.1', 7000],
    ['LOCALHOST', '127.0.0.1', 6060],
    ['[::1]:6061', '::1', 6061],
    ['[::1]', '::1', 6060],
    [':6062', '127.0.0.1', 6062],
    ['6063', '127.0.0.1', 6063],
    [' 127.0.0.1:1 ', '127.0.0.1', 1],
  ])('reads %j', (text, host, port) => {
    expect(parseAddress(text)).toEqual({ host, port });
  });

  it.each([
    '',
    ' ',
    '127.0.0.1:65536',
    '127.0.0.1:x',
    'http://127.0.0.1:6060',
    '::1',
    '[localhost]:1',
    'a:b:c',
    'example.com:80',
    '127.1:80',
  ])('refuses %j, which is no address', (text) => {
    expect(() => parseAddress(text)).toThrow(expect.objectContaining({ code: 'HT_E_BAD_ADDRESS' }));
  });
});

describe('requireSafeAddress', () => {
  const addresses = ['0.0.0.0:6060', '[::]:6060', '10.0.0.1:6060', '[::ffff:127.0.0.1]:1'];

  it.each(addresses)('refuses %j, which others could reach, without a token', (text) => {
    const address = parseAddress(text);
    const refusal = expect.objectContaining({ code: 'HT_E_NOT_LOOPBACK' }) as Error;
    expect(() => requireSafeAddress(address, undefined)).toThrow(refusal);
    expect(() => requireSafeAddress(address, 'a token that nobody knows')).not.toThrow();
  });

  it.each(['127.0.0.1:6060', '[::1]:1', 'localhost'])('lets %j through', (text) => {
    expect(() => requireSafeAddress(parseAddress(text), undefined)).not.toThrow();
  });
});

it('formats an address as it stands in a URL', () => {
  expect(formatAddress({ host: '127.0.0.1', port: 80 })).toBe('127.0.0.1:80');
  expect(formatAddress({ host: '::1', port: 80 })).toBe('[::1]:80');
});
