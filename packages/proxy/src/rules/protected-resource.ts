const PATH = '/.well-known/oauth-protected-resource';

/**
 * Whether a request asks for the metadata of a protected resource (RFC 9728), by a target in origin form: at the
 * well-known path, or below it, where the path of the resource follows.
 */
export function isProtectedResource(method: string, target: string): boolean {
  if (!target.startsWith(PATH)) return false;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS') return false;
  const next = target[PATH.length];
  return next === undefined || next === '/' || next === '?';
}
