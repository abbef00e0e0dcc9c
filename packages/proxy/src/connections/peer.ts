import type { ForwardedFields } from '../rules/forwarded-fields.js';

/** Who is at the other side of a client's connection. */
export interface Peer {
  /** Whether it is a proxy whose word on where requests come from is taken. */
  readonly isTrusted: boolean;
  readonly forwarded: ForwardedFields;
}
