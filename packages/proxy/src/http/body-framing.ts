import type { FieldLines } from './field-lines.js';

/** Where a body ends: there is none, after so many bytes, with its last chunk, or with its connection. */
export type BodyFraming =
  | { readonly by: 'none' }
  | { readonly by: 'length'; readonly length: number }
  | { readonly by: 'chunks' }
  | { readonly by: 'close' };

export const NO_BODY: BodyFraming = { by: 'none' };
export const CHUNKED_BODY: BodyFraming = { by: 'chunks' };
export const BODY_UNTIL_CLOSE: BodyFraming = { by: 'close' };

/** 15 digits stay exact in a double. */
const LENGTH = /^[0-9]{1,15}$/;

/**
 * What Content-Length and Transfer-Encoding say together (RFC 9112 section 6), `undefined` where neither is there.
 * Whatever two programs may read differently is refused: both fields, a field twice, a list of lengths.
 *
 * @returns the reason as a string where the message is malformed; `unsupported` for a coding other than chunked.
 */
export function declaredFraming(
  fields: FieldLines,
): BodyFraming | undefined | 'unsupported' | { malformed: string } {
  const { names } = fields;
  const length = names.indexOf('content-length');
  const coding = names.indexOf('transfer-encoding');
  if (coding === -1) {
    if (length === -1) return undefined;
    if (names.includes('content-length', length + 1)) return { malformed: 'Content-Length twice' };
    const value = fields.valueAt(length);
    if (!LENGTH.test(value)) return { malformed: 'a Content-Length that is no number' };
    const bytes = Number(value);
    return bytes === 0 ? NO_BODY : { by: 'length', length: bytes };
  }
  if (length !== -1) return { malformed: 'both Content-Length and Transfer-Encoding' };
  if (names.includes('transfer-encoding', coding + 1)) return { malformed: 'Transfer-Encoding twice' };
  return fields.valueAt(coding).toLowerCase() === 'chunked' ? CHUNKED_BODY : 'unsupported';
}
