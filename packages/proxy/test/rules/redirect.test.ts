import { describe, expect, it } from 'vitest';
import { redirectTarget } from '../../src/rules/redirect.js';

const ORIGIN = 'http://127.0.0.1:3001';
const follow = (
  location: string | undefined,
  { status = 307, target = '/mcp?x=1', upstreamOrigin = ORIGIN } = {},
) => redirectTarget({ status, location, target, upstreamOrigin });

describe('H2: redirects', () => {
  it.each([
    [301, '/final'],
    [302, '/final'],
    [307, '/final'],
    [308, '/final'],
    [303, undefined],
    [300, undefined],
    [304, undefined],
    [200, undefined],
    [404, undefined],
  ])('of status %d lead to %s', (status, expected) => {
    expect(follow('/final', { status })).toBe(expected);
  });

  it.each([
    ['/final?y=2', '/final?y=2'],
    ['/mcp/?x=1', '/mcp/?x=1'],
    ['other', '/other'],
    ['./a/b', '/a/b'],
    ['?y=2', '/mcp?y=2'],
    ['../../up', '/up'],
    [`${ORIGIN}/mcp/`, '/mcp/'],
    ['HTTP://127.0.0.1:3001/mcp/', '/mcp/'],
    ['//127.0.0.1:3001/mcp/', '/mcp/'],
    ['/final#part', '/final'],
    ['/a%2Cb,c?q=%41,B', '/a%2Cb,c?q=%41,B'],
    ['/a b', '/a%20b'],
    ['/caf\u00c3\u00a9', '/caf%C3%A9'],
  ])('to %s lead to %s', (location, expected) => {
    expect(follow(location)).toBe(expected);
  });

  it.each([
    ['no Location', undefined],
    ['an empty Location', ''],
    ['a malformed one', 'http://[::1'],
    ['another host', 'http://evil.example:3001/secret'],
    ['another port', 'http://127.0.0.1:3002/mcp'],
    ['no port', 'http://127.0.0.1/mcp'],
    ['a network path', '//evil.example/mcp'],
    ['a network path by backslashes', '/\\evil.example/mcp'],
    ['https on the same host', 'https://127.0.0.1:3001/mcp'],
    ['another scheme', 'ftp://127.0.0.1:3001/mcp'],
    ['no URL of a server', 'javascript:alert(1)'],
    ['credentials', 'http://user:pass@127.0.0.1:3001/mcp'],
    ['a user', 'http://user@127.0.0.1:3001/mcp'],
  ])('are passed on to the client with %s', (_, location) => {
    expect(follow(location)).toBeUndefined();
  });

  it('never lead from https to http, nor back', () => {
    const https = { upstreamOrigin: 'https://mcp.example' };
    expect(follow('http://mcp.example/mcp/', https)).toBeUndefined();
    expect(follow('https://mcp.example:443/mcp/', https)).toBe('/mcp/');
    expect(follow('https://mcp.example/mcp/', { upstreamOrigin: 'http://mcp.example' })).toBeUndefined();
  });

  it('start at the root where the target was *', () => {
    expect(follow('a', { target: '*' })).toBe('/a');
  });
});
