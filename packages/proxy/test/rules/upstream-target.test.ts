import { describe, expect, it } from 'vitest';
import { remoteTarget, upstreamTarget } from '../../src/rules/upstream-target.js';

describe('H3: a request keeps its own target', () => {
  it.each([
    ['/mcp', '/mcp'],
    ['/mcp?a=1,2&b=%2F', '/mcp?a=1,2&b=%2F'],
    ['/', '/'],
    ['//host/mcp', '//host/mcp'],
    ['/a/../b', '/a/../b'],
    ['*', '*'],
    ['http://proxy.example/mcp?x=1', '/mcp?x=1'],
    ['HTTPS://proxy.example:8443/mcp', '/mcp'],
    ['http://proxy.example', '/'],
    ['http://proxy.example?x=1', '/?x=1'],
    ['http://proxy.example//mcp', '//mcp'],
  ])('%s as %s', (target, expected) => {
    expect(upstreamTarget(target)).toBe(expected);
  });

  it.each(['proxy.example:443', 'ftp://proxy.example/', 'http:///mcp', 'http://', 'mcp', '', '**', '?x=1'])(
    'but not %j, which is none',
    (target) => {
      expect(upstreamTarget(target)).toBeUndefined();
      expect(upstreamTarget(target, remoteTarget(new URL('https://mcp.example/v1?k=1')))).toBeUndefined();
    },
  );
});

describe('H3: the path of a remote upstream replaces that of the request', () => {
  it.each([
    ['https://mcp.example/v2/mcp', '/mcp', '/v2/mcp'],
    ['https://mcp.example/v2/mcp', '/v2/mcp', '/v2/mcp'],
    ['https://mcp.example', '/mcp', '/mcp'],
    ['https://mcp.example/', '/mcp', '/mcp'],
    ['https://mcp.example/v1/mcp', '/mcp', '/v1/mcp'],
    ['https://mcp.example/api', '/mcp', '/api'],
    ['https://mcp.example/api/', '/mcp', '/api/'],
    ['https://mcp.example/a%2Fb,c', '/mcp', '/a%2Fb,c'],
    ['https://mcp.example/api', 'http://proxy.example/mcp?x=1', '/api?x=1'],
    ['https://mcp.example/api', '*', '*'],
  ])('%s for %s: %s', (upstream, target, expected) => {
    expect(upstreamTarget(target, remoteTarget(new URL(upstream)))).toBe(expected);
  });
});

describe('H3: the query of a remote upstream goes before that of the request', () => {
  it.each([
    ['?toolsets=core,alerting', '/mcp', '/mcp?toolsets=core,alerting'],
    ['?toolsets=core', '/mcp?session=abc', '/mcp?toolsets=core&session=abc'],
    ['?a=1', '/mcp?a=2', '/mcp?a=1&a=2'],
    ['', '/mcp?session=abc', '/mcp?session=abc'],
    ['', '/mcp', '/mcp'],
    ['?q=%2C%20x%3D', '/mcp?y=%41', '/mcp?q=%2C%20x%3D&y=%41'],
    ['?a=1', '/mcp?', '/mcp?a=1'],
    ['?a=1', '/mcp?b=?', '/mcp?a=1&b=?'],
    ['?', '/mcp?b=1', '/mcp?b=1'],
  ])('%j and %s: %s', (query, target, expected) => {
    expect(upstreamTarget(target, remoteTarget(new URL(`https://mcp.example${query}`)))).toBe(expected);
    const withPath = remoteTarget(new URL(`https://mcp.example/v1${query}`));
    expect(upstreamTarget(target, withPath)).toBe(expected.replace('/mcp', '/v1'));
  });
});
