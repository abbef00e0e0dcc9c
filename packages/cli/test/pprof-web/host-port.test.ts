import { describe, expect, it } from 'vitest';
import { joinHostPort, parseHostPort } from '../../src/pprof/web/host-port.js';

describe('parseHostPort', () => {
  it.each([
    [':', 'localhost', 0],
    [':8080', 'localhost', 8080],
    ['localhost:', 'localhost', 0],
    ['127.0.0.1:81', '127.0.0.1', 81],
    ['[::1]:8080', '::1', 8080],
    ['[::]:', '::', 0],
    ['0.0.0.0:+80', '0.0.0.0', 80],
  ])('reads %s', (text, host, port) => {
    expect(parseHostPort(text)).toEqual({ host, port });
  });

  it.each([
    ['8080', 'could not split http address: address 8080: missing port in address'],
    ['::1:80', 'could not split http address: address ::1:80: too many colons in address'],
    ['[::1:80', "could not split http address: address [::1:80: missing ']' in address"],
    ['[::1]', 'could not split http address: address [::1]: missing port in address'],
    ['[::1]x:80', 'could not split http address: address [::1]x:80: too many colons in address'],
    [':http', 'invalid port number: strconv.Atoi: parsing "http": invalid syntax'],
    [':99999', 'listen tcp: address 99999: invalid port'],
  ])('refuses %s', (text, message) => {
    expect(() => parseHostPort(text)).toThrow(message);
  });
});

it('writes IPv6 addresses in brackets', () => {
  expect(joinHostPort({ host: '::1', port: 80 })).toBe('[::1]:80');
  expect(joinHostPort({ host: 'localhost', port: 80 })).toBe('localhost:80');
});
