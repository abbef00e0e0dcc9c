import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from 'vitest';
import { requireAccess } from '../../src/worker/access.js';

const TOKEN = 'a token: of colons';
const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** 200 for a request that is let through. */
function statusFor(headers: IncomingHttpHeaders, token?: string): number {
  try {
    requireAccess(headers, token);
    return 200;
  } catch (error) {
    return (error as { status: number }).status;
  }
}

describe('without a token', () => {
  it.each([
    [{}, 200],
    [{ host: 'localhost:6060' }, 200],
    [{ host: '127.0.0.1' }, 200],
    [{ host: '[::1]:6060' }, 200],
    [{ host: 'evil.example' }, 403],
    [{ host: '10.0.0.1:6060' }, 403],
    [{ host: 'localhost.evil.example' }, 403],
    [{ host: 'localhost', 'sec-fetch-site': 'same-origin' }, 200],
    [{ host: 'localhost', 'sec-fetch-site': 'none' }, 200],
    [{ host: 'localhost', 'sec-fetch-site': 'cross-site' }, 403],
    [{ host: 'localhost', 'sec-fetch-site': 'same-site' }, 403],
  ])('%o gets %i', (headers, status) => {
    expect(statusFor(headers)).toBe(status);
  });
});

describe('with a token', () => {
  it.each([
    [{}, 401],
    [{ authorization: '' }, 401],
    [{ authorization: 'Bearer' }, 401],
    [{ authorization: `Bearer ${TOKEN.slice(1)}` }, 401],
    [{ authorization: 'Bearer wrong' }, 401],
    [{ authorization: basic('user', 'wrong') }, 401],
    [{ authorization: basic('user', TOKEN), host: 'mcp-0.mcp:6060' }, 200],
    [{ authorization: basic('', TOKEN) }, 200],
    [{ authorization: basic('user', TOKEN), 'sec-fetch-site': 'cross-site' }, 403],
  ])('%o gets %i', (headers, status) => {
    expect(statusFor(headers, TOKEN)).toBe(status);
  });

  it.each(['Bearer', 'bearer', 'BEARER '])('%s and the token get through', (scheme) => {
    expect(statusFor({ authorization: `${scheme} spaceless` }, 'spaceless')).toBe(200);
  });

  it('does not take an empty token for one', () => {
    expect(statusFor({ authorization: 'Bearer ' }, 'x'.repeat(16))).toBe(401);
  });

  it('says how to give it', () => {
    expect(() => requireAccess({}, TOKEN)).toThrow(
      expect.objectContaining({
        headers: { 'WWW-Authenticate': 'Bearer realm="heaptide", Basic realm="heaptide"' },
      }),
    );
  });
});

describe('what changes something', () => {
  const statusOf = (headers: IncomingHttpHeaders, token?: string): number => {
    try {
      requireAccess(headers, token, { changes: true });
      return 200;
    } catch (error) {
      return (error as { status: number }).status;
    }
  };

  it.each([
    [{ host: 'localhost:6060' }, 200],
    [{ host: 'localhost:6060', origin: 'http://localhost:6060' }, 200],
    [{ host: 'localhost:6060', origin: 'https://localhost:6060' }, 200],
    [{ host: 'localhost:6060', origin: 'http://localhost:8080' }, 403],
    [{ host: 'localhost:6060', origin: 'http://evil.example' }, 403],
    [{ host: 'localhost:6060', origin: 'null' }, 403],
    [{ origin: 'http://localhost:6060' }, 403],
    [{ host: 'evil.example', origin: 'http://evil.example' }, 403],
    [{ host: 'localhost:6060', 'sec-fetch-site': 'cross-site' }, 403],
  ])('%o: %i', (headers, status) => {
    expect(statusOf(headers)).toBe(status);
  });

  it('takes no page of another site for one that knows the token, which its browser may remember', () => {
    const headers = { host: 'profiles.example', authorization: basic('any', TOKEN) };
    expect(statusOf(headers, TOKEN)).toBe(200);
    expect(statusOf({ ...headers, origin: 'http://evil.example' }, TOKEN)).toBe(403);
  });
});
