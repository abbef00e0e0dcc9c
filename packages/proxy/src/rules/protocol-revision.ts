import type { FieldLines } from '../http/field-lines.js';
import { SESSION_HEADER } from '../sessions/session-id.js';

/** The revision of MCP without sessions. Those before it have them. */
export const STATELESS_REVISION = '2026-07-28';

const REVISION_HEADER = 'mcp-protocol-version';
const METHOD_HEADER = 'mcp-method';

export type Era = 'sessionful' | 'stateless';

/**
 * Which era a request is of, by its header section alone: what its body says in `_meta` is the server's to judge, and
 * some clients of the sessionful era send such keys as well.
 *
 * @param hasSessionId whether the request has an Mcp-Session-Id field, be it valid or not. One that has is of the
 * sessionful era whatever it claims, so that no claim gets it past what is done for sessions.
 */
export function eraOf(fields: FieldLines, hasSessionId: boolean): Era {
  if (hasSessionId) return 'sessionful';
  const index = fields.names.indexOf(REVISION_HEADER);
  return index !== -1 && fields.valueAt(index) === STATELESS_REVISION ? 'stateless' : 'sessionful';
}

/** Why a header section contradicts itself: servers would pick different ones of several fields that differ. */
export function headerConflict(fields: FieldLines): string | undefined {
  if (differs(fields, REVISION_HEADER)) return 'several MCP-Protocol-Version fields that differ';
  if (differs(fields, SESSION_HEADER)) return 'several Mcp-Session-Id fields that differ';
  return undefined;
}

export interface CheckedRequest {
  readonly httpMethod: string;
  readonly fields: FieldLines;
  readonly hasSessionId: boolean;
  /** The method that the body names, once; asked only where a header field is to be held against it. */
  readonly bodyMethod: () => string | undefined;
}

/**
 * Why the header section of a POST of the stateless era contradicts its body (an error of code -32020): whoever routes
 * or filters by Mcp-Method would be deceived. That it is missing is the server's to judge.
 */
export function headerMismatch({
  httpMethod,
  fields,
  hasSessionId,
  bodyMethod,
}: CheckedRequest): string | undefined {
  if (httpMethod !== 'POST') return undefined;
  const index = fields.names.indexOf(METHOD_HEADER);
  if (index === -1 || eraOf(fields, hasSessionId) !== 'stateless') return undefined;
  if (differs(fields, METHOD_HEADER)) return 'several Mcp-Method fields that differ';
  return fields.valueAt(index) === bodyMethod() ? undefined : 'Mcp-Method is not the method of the body';
}

function differs(fields: FieldLines, name: string): boolean {
  const { names } = fields;
  const first = names.indexOf(name);
  let other = first === -1 ? -1 : names.indexOf(name, first + 1);
  while (other !== -1) {
    if (fields.valueAt(other) !== fields.valueAt(first)) return true;
    other = names.indexOf(name, other + 1);
  }
  return false;
}
