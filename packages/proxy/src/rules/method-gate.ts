import type { FieldLines } from '../http/field-lines.js';
import { eraOf } from './protocol-revision.js';

/** Value of the Allow field of the 405 that a refused request is answered with. */
export const ALLOWED_METHODS = 'POST, OPTIONS';

/** Metadata of the server, which clients of both eras read by GET. */
const WELL_KNOWN = '/.well-known/';

export interface GatedRequest {
  readonly method: string;
  /** In origin form. */
  readonly target: string;
  readonly fields: FieldLines;
  /** Whether the request has an Mcp-Session-Id field, be it valid or not. */
  readonly hasSessionId: boolean;
}

/**
 * Whether a request has no meaning without sessions and is answered with 405: GET would open the stream of a session,
 * DELETE end it. So it is in the stateless era, and for every request where the server is `stateless`. One that names
 * a session is never refused: what it claims to be must not keep it from ending that.
 */
export function isGated(request: GatedRequest, { stateless }: { readonly stateless: boolean }): boolean {
  const { method, target, fields, hasSessionId } = request;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'DELETE') return false;
  if (hasSessionId || target.startsWith(WELL_KNOWN)) return false;
  return stateless || eraOf(fields, hasSessionId) === 'stateless';
}
