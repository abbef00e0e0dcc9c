import { isSessionId } from '../session-id.js';
import type { Replacement, Session, SessionOrigin } from '../session-store.js';

/** Larger bodies are not kept. Those of real clients take a few hundred bytes. */
const MAX_INITIALIZE_BYTES = 64 * 1024;
const MAX_TARGET_LENGTH = 8 * 1024;
const MAX_ADDRESS_LENGTH = 300;
/** A body in base64 and a target fit in; no value beyond this is fetched, let alone read. */
export const MAX_VALUE_LENGTH = 128 * 1024;

const VISIBLE_ASCII = /^[\x21-\x7e]*$/;
const ADDRESS = /^[\x21-\x7e]+:\d{1,5}$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const VERSION = 1;

/**
 * What the store keeps of a session: JSON of `{v: 1, address, target, initialize?, replacement?: {upstreamId, address}}`,
 * the body in base64. Equal sessions have equal values.
 */
export function encodeSession(origin: SessionOrigin, replacement: Replacement | undefined): string {
  const { address, target, initialize } = origin;
  const keepsTarget = isTarget(target);
  const keepsBody = keepsTarget && initialize !== undefined && initialize.length <= MAX_INITIALIZE_BYTES;
  return JSON.stringify({
    v: VERSION,
    address,
    target: keepsTarget ? target : '',
    initialize: keepsBody ? initialize.toString('base64') : undefined,
    replacement: replacement && { upstreamId: replacement.upstreamId, address: replacement.address },
  });
}

/**
 * The session of that id; undefined where `value` is not what `encodeSession` writes. Others can write to the store too,
 * and what stands here goes into requests.
 */
export function decodeSession(id: string, value: unknown): Session | undefined {
  if (typeof value !== 'string' || value.length > MAX_VALUE_LENGTH) return undefined;
  const fields = parseObject(value);
  if (fields?.v !== VERSION || !isAddress(fields.address) || !isTarget(fields.target)) return undefined;
  const initialize = fields.initialize === undefined ? undefined : decodeBody(fields.initialize);
  if (initialize === null) return undefined;
  const origin = { address: fields.address, target: fields.target, initialize };
  if (fields.replacement === undefined) return { id, origin, replacement: undefined };
  const replacement = decodeReplacement(fields.replacement);
  return replacement && { id, origin, replacement };
}

function decodeReplacement(value: unknown): Replacement | undefined {
  if (!isObject(value)) return undefined;
  const { upstreamId, address } = value;
  if (typeof upstreamId !== 'string' || !isSessionId(upstreamId) || !isAddress(address)) return undefined;
  return { upstreamId, address };
}

function decodeBody(value: unknown): Buffer | null {
  if (typeof value !== 'string' || !BASE64.test(value)) return null;
  const body = Buffer.from(value, 'base64');
  return body.length > MAX_INITIALIZE_BYTES ? null : body;
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_ADDRESS_LENGTH && ADDRESS.test(value);
}

function isTarget(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_TARGET_LENGTH && VISIBLE_ASCII.test(value);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
