import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { HttpProblem } from './http-problem.js';
import { isLoopbackHostHeader } from './loopback.js';

/** Headers that a bearer of nothing is told. */
const CHALLENGE = { 'WWW-Authenticate': 'Bearer realm="heaptide", Basic realm="heaptide"' };

/**
 * Lets a request through or throws.
 *
 * With a token, whoever knows it may ask: as a bearer token, or as the password of basic authentication, which is all
 * that a URL given to `go tool pprof` can carry. Without one only loopback is served, and the Host header must say so: a
 * page on the web can point its own name at 127.0.0.1 (DNS rebinding), but its browser still sends that name. Pages of
 * other sites are refused in any case, and where a request changes something also those whose browser tells no more than
 * the Origin.
 *
 * @throws {HttpProblem} 401 or 403.
 */
export function requireAccess(
  headers: IncomingHttpHeaders,
  token: string | undefined,
  { changes = false }: { readonly changes?: boolean } = {},
): void {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'none' && site !== 'same-origin') {
    throw new HttpProblem(403, 'pages of other sites may not ask for profiles');
  }
  if (changes && headers.origin !== undefined && !isOwnOrigin(headers.origin, headers.host)) {
    throw new HttpProblem(403, 'pages of other sites may not change anything');
  }
  if (token !== undefined) {
    if (!isEqual(givenToken(headers.authorization), token)) {
      throw new HttpProblem(401, 'a token is required: Authorization: Bearer TOKEN', CHALLENGE);
    }
    return;
  }
  const { host } = headers;
  if (host !== undefined && !isLoopbackHostHeader(host)) {
    throw new HttpProblem(403, 'the Host header does not name a loopback address');
  }
}

function isOwnOrigin(origin: string, host: string | undefined): boolean {
  return host !== undefined && (origin === `http://${host}` || origin === `https://${host}`);
}

function givenToken(authorization = ''): string {
  const [, scheme = '', value = ''] = /^(bearer|basic) +(\S+) *$/i.exec(authorization) ?? [];
  if (scheme.toLowerCase() !== 'basic') return value;
  const pair = Buffer.from(value, 'base64').toString();
  return pair.slice(pair.indexOf(':') + 1);
}

/** Takes the same time whatever the two have in common, their lengths included. */
function isEqual(given: string, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}
