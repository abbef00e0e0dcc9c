import { describe, expect, it } from 'vitest';
import { isProtectedResource } from '../../src/rules/protected-resource.js';

describe('E2: the metadata of a protected resource', () => {
  it.each([
    ['/.well-known/oauth-protected-resource', true],
    ['/.well-known/oauth-protected-resource/', true],
    ['/.well-known/oauth-protected-resource/mcp', true],
    ['/.well-known/oauth-protected-resource/v1/mcp', true],
    ['/.well-known/oauth-protected-resource?x=1', true],
    ['/.well-known/oauth-protected-resources', false],
    ['/.well-known/oauth-protected-resource-x', false],
    ['/.well-known/oauth-protected-resource%2Fmcp', false],
    ['/.well-known/oauth-authorization-server', false],
    ['/.well-known/', false],
    ['/.Well-Known/oauth-protected-resource', false],
    ['/mcp/.well-known/oauth-protected-resource', false],
    ['/mcp?x=/.well-known/oauth-protected-resource', false],
    ['/mcp', false],
    ['*', false],
  ])('is at %s: %s', (target, expected) => {
    expect(isProtectedResource('GET', target)).toBe(expected);
  });

  it.each([
    ['HEAD', true],
    ['OPTIONS', true],
    ['POST', false],
    ['DELETE', false],
    ['get', false],
  ])('is asked for by %s: %s', (method, expected) => {
    expect(isProtectedResource(method, '/.well-known/oauth-protected-resource')).toBe(expected);
  });
});
