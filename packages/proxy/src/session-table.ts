import { type Clock, systemClock } from './clock.js';
import { MAX_SESSION_ID_LENGTH } from './session-id.js';

/** Half an hour: what operators of MCP servers settled on for sessions that nobody ends. */
export const DEFAULT_IDLE_TIMEOUT_MS = 30 * 60_000;

/** Bounds the event-loop time of one expiry step when very many sessions come due together. */
const MAX_EXPIRED_PER_STEP = 1_000;

/** One tracked session. There can be very many, so every field counts. */
export interface Session {
  readonly id: string;
  /** Clock time of its last sign of life. */
  lastSeen: number;
  openStreams: number;
  /** Neighbours in last-seen order; a session with an open stream is in no order. */
  previous: Session | undefined;
  next: Session | undefined;
}

export interface SessionTableOptions {
  /** How long a session without an open stream may stay silent. */
  readonly idleTimeoutMs?: number;
  readonly clock?: Clock;
}

const scratch = Buffer.alloc(MAX_SESSION_ID_LENGTH);

/**
 * Allocates all that is kept of a session, so that a leak of sessions carries the name of this function alone.
 *
 * The id is copied: a header value may be a slice of the whole head or a concatenation, and would keep its parents alive.
 */
function newSession(id: string, lastSeen: number): Session {
  const ownId = scratch.toString('latin1', 0, scratch.write(id, 'latin1'));
  return { id: ownId, lastSeen, openStreams: 0, previous: undefined, next: undefined };
}

/**
 * The sessions a proxy has seen begin and not yet end, expired in last-seen order. Every operation is O(1).
 * Only `create` adds a session: no touch and no stream brings one back that was dropped.
 */
export class SessionTable {
  readonly #sessions = new Map<string, Session>();
  readonly #idleTimeoutMs: number;
  readonly #clock: Clock;
  #oldest: Session | undefined;
  #newest: Session | undefined;
  #cancelTimer: (() => void) | undefined;

  constructor(options: SessionTableOptions = {}) {
    this.#idleTimeoutMs = options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT_MS;
    this.#clock = options.clock ?? systemClock;
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** Begins tracking `id`; false, and a touch, where it is tracked already. */
  create(id: string): boolean {
    if (this.touch(id)) return false;
    const session = newSession(id, this.#clock.now());
    this.#sessions.set(session.id, session);
    this.#append(session);
    return true;
  }

  /** Notes a sign of life; false where `id` is not tracked. */
  touch(id: string): boolean {
    const session = this.#sessions.get(id);
    if (session === undefined) return false;
    session.lastSeen = this.#clock.now();
    if (session.openStreams === 0 && session !== this.#newest) {
      this.#unlink(session);
      this.#append(session);
    }
    return true;
  }

  /** Ends tracking; false where `id` is not tracked. */
  drop(id: string): boolean {
    const session = this.#sessions.get(id);
    if (session === undefined) return false;
    this.#remove(session);
    return true;
  }

  /** Keeps the session from expiring until the returned session is given to `closeStream`. */
  openStream(id: string): Session | undefined {
    const session = this.#sessions.get(id);
    if (session === undefined) return undefined;
    if (session.openStreams === 0) this.#unlink(session);
    session.openStreams += 1;
    return session;
  }

  /** Counts as a sign of life. Harmless where the session was dropped while the stream was open. */
  closeStream(session: Session): void {
    session.openStreams -= 1;
    if (session.openStreams > 0 || this.#sessions.get(session.id) !== session) return;
    session.lastSeen = this.#clock.now();
    this.#append(session);
  }

  /** Forgets every session and stops the timer. */
  close(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#sessions.clear();
    this.#oldest = undefined;
    this.#newest = undefined;
  }

  #remove(session: Session): void {
    this.#sessions.delete(session.id);
    if (session.openStreams === 0) this.#unlink(session);
  }

  #append(session: Session): void {
    session.previous = this.#newest;
    if (this.#newest === undefined) this.#oldest = session;
    else this.#newest.next = session;
    this.#newest = session;
    if (this.#cancelTimer === undefined) this.#armTimer(session);
  }

  #unlink(session: Session): void {
    const { previous, next } = session;
    if (previous === undefined) this.#oldest = next;
    else previous.next = next;
    if (next === undefined) this.#newest = previous;
    else next.previous = previous;
    session.previous = undefined;
    session.next = undefined;
  }

  /** The timer is set for what was the oldest session; when that one has moved on, it only sets itself anew. */
  #armTimer(oldest: Session): void {
    const delay = Math.max(1, oldest.lastSeen + this.#idleTimeoutMs - this.#clock.now());
    this.#cancelTimer = this.#clock.schedule(delay, () => this.#expire());
  }

  #expire(): void {
    this.#cancelTimer = undefined;
    const deadline = this.#clock.now() - this.#idleTimeoutMs;
    for (let expired = 0; expired < MAX_EXPIRED_PER_STEP; expired += 1) {
      const oldest = this.#oldest;
      if (oldest === undefined || oldest.lastSeen > deadline) break;
      this.#remove(oldest);
    }
    if (this.#oldest !== undefined) this.#armTimer(this.#oldest);
  }
}
