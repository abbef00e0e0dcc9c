import { describe, expect, it } from 'vitest';
import { HostGuard } from '../../src/rules/host-guard.js';
import { fieldsOf } from './fields-of.js';

const hostOf = (value: string) => fieldsOf(`Host: ${value}`);
const listed = (...allowedHosts: string[]) => new HostGuard({ allowedHosts, isLoopbackBound: false });

describe('M1: a proxy on loopback', () => {
  const guard = new HostGuard({ isLoopbackBound: true });

  it.each([
    'localhost',
    'localhost:8080',
    'LOCALHOST.:8080',
    '127.0.0.1:3001',
    '127.1.2.3',
    '[::1]:8080',
    '[::1]',
  ])('is reached as %s', (host) => {
    expect(guard.refuses(hostOf(host))).toBeUndefined();
  });

  it.each([
    'evil.example',
    'evil.example:8080',
    'localhost.evil.example:8080',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
    'localhost:8080:80',
    'localhost:',
    'localhost, evil.example',
    '192.168.1.10',
    '',
    'a'.repeat(5_000),
  ])('is not reached as %s', (host) => {
    expect(guard.refuses(hostOf(host))).toBe('Host not allowed');
  });

  it('is reached by its other names as well', () => {
    const extended = new HostGuard({ allowedHosts: ['mcp.example.com'], isLoopbackBound: true });
    expect(extended.refuses(hostOf('mcp.example.com:8080'))).toBeUndefined();
    expect(extended.refuses(hostOf('localhost:8080'))).toBeUndefined();
    expect(extended.refuses(hostOf('evil.example'))).toBe('Host not allowed');
  });

  it('refuses several Host fields, and lets HTTP/1.0 do without', () => {
    expect(guard.refuses(fieldsOf('Host: localhost', 'Host: localhost'))).toBe('several Host fields');
    expect(guard.refuses(fieldsOf('Accept: */*'))).toBeUndefined();
  });
});

describe('M1: a proxy beyond loopback', () => {
  it('checks nothing without a list', () => {
    expect(new HostGuard({ isLoopbackBound: false }).refuses(hostOf('evil.example'))).toBeUndefined();
  });

  it.each([
    ['mcp.example.com', 'mcp.example.com', true],
    ['mcp.example.com', 'MCP.Example.com.:8443', true],
    ['mcp.example.com.', 'mcp.example.com', true],
    ['mcp.example.com', 'example.com', false],
    ['mcp.example.com', 'a.mcp.example.com', false],
    ['mcp.example.com', 'localhost', false],
    ['mcp.example.com:8080', 'mcp.example.com:8080', true],
    ['mcp.example.com:8080', 'mcp.example.com:8081', false],
    ['mcp.example.com:8080', 'mcp.example.com', false],
    ['mcp.example.com:443', 'mcp.example.com', true],
    ['mcp.example.com:80', 'mcp.example.com', true],
    ['*.example.com', 'a.example.com', true],
    ['*.example.com', 'b.a.example.com:1', true],
    ['*.example.com', 'example.com', false],
    ['*.example.com', '.example.com', false],
    ['*.example.com', 'evilexample.com', false],
    ['*.example.com', 'a.example.com.evil.example', false],
    ['*.example.com:8080', 'a.example.com:8080', true],
    ['*.example.com:8080', 'a.example.com:8081', false],
    ['*.example.com:443', 'a.example.com', true],
    ['10.0.0.7', '10.0.0.7:3001', true],
    ['[fd00::1]', '[FD00::1]:3001', true],
  ])('with %s on its list is reached as %s: %s', (entry, host, expected) => {
    expect(listed('other.example', entry).refuses(hostOf(host))).toBe(
      expected ? undefined : 'Host not allowed',
    );
  });

  it('is reached by no name where the list is empty', () => {
    expect(listed().refuses(hostOf('localhost'))).toBe('Host not allowed');
  });

  it.each(['http://mcp.example.com', 'mcp.example.com/', '*', '*.', '*.[::1]', 'a b', '', 'a:x'])(
    'refuses %j as an entry of the list',
    (entry) => {
      expect(() => listed(entry)).toThrow(expect.objectContaining({ code: 'HT_E_BAD_OPTION' }));
    },
  );
});
