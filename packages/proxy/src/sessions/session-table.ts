import { type Clock, systemClock } from '../clock.js';
import { copyText } from './copy-text.js';
import { OriginPool, type PooledOrigin } from './origin-pool.js';
import { type Ordered, RecencyOrder } from './recency-order.js';
import { isSessionId, MAX_SESSION_ID_LENGTH } from './session-id.js';
import type {
  Replacement,
  Session,
  SessionEnd,
  SessionEvents,
  SessionOrigin,
  SessionStore,
} from './session-store.js';
import { Tombstones } from './tombstones.js';

/** Half an hour: what operators of MCP servers settled on for sessions that nobody ends. */
export const DEFAULT_IDLE_TIMEOUT_MS = 30 * 60_000;
/** Probes and scanners send an initialize and nothing after it. */
export const DEFAULT_HANDSHAKE_TIMEOUT_MS = 2 * 60_000;
const DEFAULT_MAX_SESSIONS = 100_000;
const DEFAULT_MAX_INITIALIZE_BYTES = 4 * 1024 ** 2;

/** Bounds the event-loop time of one expiry step when very many sessions come due together. */
const MAX_EXPIRED_PER_STEP = 250;
/** Unit of `lastSeen`, coarse so that it stays a small integer, which takes no memory of its own, for six years. */
const TICK_MS = 100;

export interface SessionTableOptions {
  /** How long a session without an open stream may stay silent. Default 30 minutes. */
  readonly idleTimeoutMs?: number;
  /** How long a session may take to its first request after initialize. Default 2 minutes. */
  readonly handshakeTimeoutMs?: number;
  /** Default 100,000. */
  readonly maxSessions?: number;
  /** Budget for the addresses, targets and bodies that sessions began with. Default 4 MiB. */
  readonly maxInitializeBytes?: number;
  readonly events?: SessionEvents;
  readonly clock?: Clock;
}

/** Sessions that time out alike. */
class Phase extends RecencyOrder<Entry> {
  readonly timeoutMs: number;

  constructor(timeoutMs: number) {
    super();
    this.timeoutMs = timeoutMs;
  }
}

/** What is kept of a session. There can be very many, so every field counts. */
interface Entry extends Ordered<Entry> {
  readonly id: string;
  readonly pooled: PooledOrigin;
  replacement: Replacement | undefined;
  /** Time of its last sign of life in ticks, rounded up so that it never expires too soon. */
  lastSeen: number;
  /** While there are any, it is in no order. */
  openStreams: number;
  phase: Phase;
}

const scratch = Buffer.alloc(MAX_SESSION_ID_LENGTH);

/**
 * Allocates all that is kept of a session, so that a leak of sessions carries the name of this function alone.
 *
 * The id is copied: a header value may be a slice of the whole head or a concatenation, and would keep its parents alive.
 */
function newSession(id: string, pooled: PooledOrigin, lastSeen: number, phase: Phase): Entry {
  return {
    id: scratch.toString('latin1', 0, scratch.write(id, 'latin1')),
    pooled,
    replacement: undefined,
    lastSeen,
    openStreams: 0,
    phase,
    previous: undefined,
    next: undefined,
  };
}

/**
 * The sessions of this process. Every operation is O(1), and there is one timer for all of them.
 *
 * A session that was never found since it was created expires after `handshakeTimeoutMs`, any other after
 * `idleTimeoutMs` without a sign of life, 100 ms late at most; one with an open stream does not. Where there are
 * `maxSessions`, the oldest that was never found makes room for a new one, or else the one that has been silent for
 * longest. The id of an ended session is refused for a minute, unless thousands of others have ended since.
 */
export class SessionTable implements SessionStore {
  readonly ready = true;
  readonly #sessions = new Map<string, Entry>();
  readonly #tombstones = new Tombstones();
  readonly #origins: OriginPool;
  readonly #handshake: Phase;
  readonly #settled: Phase;
  readonly #maxSessions: number;
  readonly #events: SessionEvents;
  readonly #clock: Clock;
  readonly #startedAt: number;
  #refused = 0;
  #timerAt = Infinity;
  #cancelTimer: (() => void) | undefined;

  constructor(options: SessionTableOptions = {}) {
    this.#origins = new OriginPool(options.maxInitializeBytes ?? DEFAULT_MAX_INITIALIZE_BYTES);
    this.#handshake = new Phase(options.handshakeTimeoutMs ?? DEFAULT_HANDSHAKE_TIMEOUT_MS);
    this.#settled = new Phase(options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT_MS);
    this.#maxSessions = options.maxSessions ?? DEFAULT_MAX_SESSIONS;
    this.#events = options.events ?? {};
    this.#clock = options.clock ?? systemClock;
    this.#startedAt = this.#clock.now();
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** How often there was no room for a session, since all others had an open stream. */
  get refused(): number {
    return this.#refused;
  }

  /** How often the body of an initialize was not kept for want of room, so that its session cannot be recovered. */
  get withoutRecovery(): number {
    return this.#origins.withoutRecovery;
  }

  create(id: string, origin: SessionOrigin): boolean {
    const now = this.#now();
    if (!isSessionId(id) || this.#sessions.has(id) || this.#tombstones.has(id, now)) return false;
    if (this.#sessions.size >= this.#maxSessions && !this.#makeRoom(now)) {
      this.#refused += 1;
      return false;
    }
    const entry = newSession(id, this.#origins.take(origin), toTicks(now), this.#handshake);
    this.#sessions.set(entry.id, entry);
    this.#append(entry);
    this.#events.onSessionCreated?.();
    return true;
  }

  find(id: string): Session | undefined {
    const entry = this.#sessions.get(id);
    if (entry === undefined) return undefined;
    if (entry.openStreams === 0) entry.phase.remove(entry);
    entry.phase = this.#settled;
    entry.lastSeen = toTicks(this.#now());
    if (entry.openStreams === 0) this.#append(entry);
    return seen(entry);
  }

  drop(id: string, end: SessionEnd): boolean {
    const entry = this.#sessions.get(id);
    if (entry === undefined) return false;
    this.#end(entry, end, this.#now());
    return true;
  }

  replace(session: Session, { upstreamId, address }: Replacement): Session | undefined {
    const entry = this.#sessions.get(session.id);
    if (entry === undefined) return undefined;
    if (entry.replacement === session.replacement) {
      entry.replacement = { upstreamId: copyText(upstreamId), address: copyText(address) };
    }
    return seen(entry);
  }

  /** The end of the stream counts as a sign of life. */
  holdOpen(session: Session): () => void {
    const entry = this.#sessions.get(session.id);
    if (entry === undefined) return () => undefined;
    if (entry.openStreams === 0) entry.phase.remove(entry);
    entry.openStreams += 1;
    return () => this.#closeStream(entry);
  }

  /** Forgets every session, which ends none of them, and stops the timer. */
  close(): void {
    this.#stopTimer();
    this.#sessions.clear();
    this.#tombstones.clear();
    this.#origins.clear();
    this.#handshake.clear();
    this.#settled.clear();
  }

  #closeStream(entry: Entry): void {
    entry.openStreams -= 1;
    if (entry.openStreams > 0 || this.#sessions.get(entry.id) !== entry) return;
    entry.lastSeen = toTicks(this.#now());
    this.#append(entry);
  }

  #end(entry: Entry, end: SessionEnd, now: number): void {
    this.#sessions.delete(entry.id);
    if (entry.openStreams === 0) entry.phase.remove(entry);
    this.#origins.release(entry.pooled);
    this.#tombstones.add(entry.id, now);
    this.#events.onSessionEnded?.(end);
  }

  #makeRoom(now: number): boolean {
    const victim = this.#handshake.oldest ?? this.#settled.oldest;
    if (victim === undefined) return false;
    this.#end(victim, 'evicted', now);
    return true;
  }

  #append(entry: Entry): void {
    entry.phase.append(entry);
    const dueAt = expiryOf(entry);
    if (dueAt < this.#timerAt) this.#setTimer(dueAt);
  }

  /** When the session that the timer was set for has moved on, it only sets itself anew. */
  #setTimer(dueAt: number): void {
    this.#cancelTimer?.();
    this.#timerAt = dueAt;
    this.#cancelTimer = this.#clock.schedule(Math.max(1, dueAt - this.#now()), () => this.#expire());
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    this.#timerAt = Infinity;
  }

  #expire(): void {
    this.#stopTimer();
    const now = this.#now();
    for (let expired = 0; expired < MAX_EXPIRED_PER_STEP; expired += 1) {
      const next = this.#nextToExpire();
      if (next === undefined || expiryOf(next) > now) break;
      this.#end(next, 'expired', now);
    }
    const next = this.#nextToExpire();
    if (next !== undefined) this.#setTimer(expiryOf(next));
  }

  #nextToExpire(): Entry | undefined {
    const first = this.#handshake.oldest;
    const second = this.#settled.oldest;
    if (first === undefined || second === undefined) return first ?? second;
    return expiryOf(first) <= expiryOf(second) ? first : second;
  }

  /** Milliseconds since the table was made. */
  #now(): number {
    return this.#clock.now() - this.#startedAt;
  }
}

/** What the table says of a session is true of the moment; its entry goes on changing. */
function seen({ id, pooled, replacement }: Entry): Session {
  return { id, origin: pooled.origin, replacement };
}

function toTicks(milliseconds: number): number {
  return Math.ceil(milliseconds / TICK_MS);
}

function expiryOf({ lastSeen, phase }: Entry): number {
  return lastSeen * TICK_MS + phase.timeoutMs;
}
