import { describe, expect, it } from 'vitest';
import { isGated } from '../../src/rules/method-gate.js';
import { fieldsOf } from './fields-of.js';

const MODERN = '2026-07-28';

function gated(
  method: string,
  version: string,
  { stateless = false, hasSessionId = false, target = '/mcp' } = {},
): boolean {
  const fields =
    version === '' ? fieldsOf('Host: x') : fieldsOf('Host: x', `MCP-Protocol-Version: ${version}`);
  return isGated({ method, target, fields, hasSessionId }, { stateless });
}

describe('P1: the method gate', () => {
  it.each([
    ['GET', '', true],
    ['HEAD', '', true],
    ['DELETE', '', true],
    ['POST', '', false],
    ['GET', MODERN, true],
    ['OPTIONS', '', false],
  ])('of a stateless server takes %s with version %j: %s', (method, version, expected) => {
    expect(gated(method, version, { stateless: true })).toBe(expected);
  });

  it.each([
    ['GET', MODERN, true],
    ['HEAD', MODERN, true],
    ['DELETE', MODERN, true],
    ['POST', MODERN, false],
    ['OPTIONS', MODERN, false],
    ['get', MODERN, false],
    ['GET', '', false],
    ['HEAD', '', false],
    ['DELETE', '', false],
    ['POST', '', false],
    ['GET', '2025-11-25', false],
    ['DELETE', '2024-11-05', false],
    ['GET', `${MODERN}x`, false],
  ])('of any other takes %s with version %j: %s', (method, version, expected) => {
    expect(gated(method, version)).toBe(expected);
  });

  it('lets metadata be read by GET', () => {
    const target = '/.well-known/oauth-protected-resource';
    expect(gated('GET', MODERN, { target })).toBe(false);
    expect(gated('GET', '', { target, stateless: true })).toBe(false);
    expect(gated('GET', '', { target: '/x/.well-known/y', stateless: true })).toBe(true);
  });
});

describe('P3: a request that names a session', () => {
  it.each(['GET', 'HEAD', 'DELETE'])('is never gated by a forged version: %s', (method) => {
    expect(gated(method, MODERN, { hasSessionId: true })).toBe(false);
    expect(gated(method, MODERN, { hasSessionId: true, stateless: true })).toBe(false);
  });
});
