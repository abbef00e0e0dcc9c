import type { MaybePromise } from '../maybe-promise.js';

/** How a session began. One object for all sessions that began alike, since there can be very many. */
export interface SessionOrigin {
  /** `address:port` of the upstream connection that carried its initialize: where its later requests go. */
  readonly address: string;
  /**
   * Request target of its initialize: the path of its endpoint, with a query if it had one. Empty where it was not kept,
   * for want of room, which is only where `initialize` was not kept either.
   */
  readonly target: string;
  /** Body of its initialize. Absent where it was not kept; such a session cannot be recovered. */
  readonly initialize: Buffer | undefined;
}

/** What recovery has put in place of the upstream session that a session began with. */
export interface Replacement {
  /** The id by which the upstream knows it now. Towards the client a session keeps its own. */
  readonly upstreamId: string;
  readonly address: string;
}

/** One tracked session, as it is at the moment when the store tells; it does not change afterwards. */
export interface Session {
  readonly id: string;
  readonly origin: SessionOrigin;
  readonly replacement: Replacement | undefined;
}

/** Why a session ended: DELETE, silence, room for others, or a 404 by which its server disowned it. */
export type SessionEnd = 'deleted' | 'expired' | 'evicted' | 'lost';

export interface SessionEvents {
  onSessionCreated?(): void;
  onSessionEnded?(end: SessionEnd): void;
}

/**
 * The sessions that have begun and not yet ended. Nothing but `create` adds one, and an id that was dropped cannot be
 * created again for a while: a late answer must not bring back what has ended.
 *
 * A store behind a network answers with promises, which reject with {@link SessionStoreDown} where it is out of reach.
 */
export interface SessionStore {
  /** Sessions tracked, as far as this process knows. */
  readonly size: number;
  /** Whether requests can be expected to be answered now. */
  readonly ready: boolean;
  /** Begins tracking; false where the id is tracked already, was dropped a moment ago, or there is no room. */
  create(id: string, origin: SessionOrigin): MaybePromise<boolean>;
  /** The session of that id. Counts as a sign of life. */
  find(id: string): MaybePromise<Session | undefined>;
  /** Ends tracking; false where the id is not tracked. */
  drop(id: string, end: SessionEnd): MaybePromise<boolean>;
  /**
   * Puts `replacement` in the place of what `session` has now. Where another has been quicker, its replacement stays.
   * Returns the session as it is after that; undefined where it has ended.
   */
  replace(session: Session, replacement: Replacement): MaybePromise<Session | undefined>;
  /**
   * Keeps the session from expiring until the returned function is called, once, which counts as a sign of life.
   * Harmless where it has ended.
   */
  holdOpen(session: Session): () => void;
  /** Releases what the store holds; sessions of a shared store live on. */
  close(): MaybePromise<void>;
}

/** The store cannot be asked at the moment. */
export class SessionStoreDown extends Error {
  override readonly name = 'SessionStoreDown';
}
