import type { Clock } from '../../clock.js';
import { isSessionId } from '../session-id.js';
import {
  type Replacement,
  type Session,
  type SessionEnd,
  type SessionEvents,
  type SessionOrigin,
  type SessionStore,
  SessionStoreDown,
} from '../session-store.js';
import { SessionTable } from '../session-table.js';
import { TOMBSTONE_MS } from '../tombstones.js';
import { BoundedCommands } from './bounded-commands.js';
import { HeldSessions } from './held-sessions.js';
import type { RedisClient } from './redis-client.js';
import { decodeSession, encodeSession } from './session-value.js';

/** A session whose stream is open survives that two of three renewals fail. */
const RENEWALS_PER_TIMEOUT = 3;
/** For counting, where a session began does not matter. */
const NO_ORIGIN: SessionOrigin = { address: '', target: '', initialize: undefined };

export interface RedisSessionStoreOptions {
  /** Ends with `:`. */
  readonly keyPrefix: string;
  readonly idleTimeoutMs: number;
  readonly handshakeTimeoutMs: number;
  /** Bounds every call. */
  readonly commandTimeoutMs: number;
  /** Up to which `size` counts. */
  readonly maxCounted: number;
  readonly events: SessionEvents;
  readonly clock: Clock;
}

/**
 * Sessions in a Redis or Valkey, shared by all proxies with the same key prefix: one key for each, of the prefix and the
 * id, which the server itself lets expire. Nobody is told of that end, and it leaves no tombstone.
 *
 * Calls that cannot be answered reject with {@link SessionStoreDown} within the bound. It may have been done then.
 */
export class RedisSessionStore implements SessionStore {
  readonly #client: RedisClient;
  readonly #options: RedisSessionStoreOptions;
  readonly #commands: BoundedCommands;
  readonly #held: HeldSessions;
  readonly #begunHere: SessionTable;
  #isClosed = false;

  constructor(client: RedisClient, options: RedisSessionStoreOptions) {
    const { idleTimeoutMs, handshakeTimeoutMs, commandTimeoutMs, maxCounted, clock } = options;
    this.#client = client;
    this.#options = options;
    this.#commands = new BoundedCommands(commandTimeoutMs);
    this.#begunHere = new SessionTable({
      idleTimeoutMs,
      handshakeTimeoutMs,
      maxSessions: maxCounted,
      clock,
    });
    this.#held = new HeldSessions({
      everyMs: Math.max(1, Math.floor(idleTimeoutMs / RENEWALS_PER_TIMEOUT)),
      renew: (id) => this.#send(() => client.renewSession(this.#key(id), idleTimeoutMs)),
      clock,
    });
  }

  /**
   * Sessions begun through this process that it has not seen end, and that have shown a sign of life to it within their
   * timeout. So each session is counted by one process, and their sum is about the number in the store: too low by those
   * that talk to others only, too high by those that ended elsewhere a moment ago. `maxCounted` at most.
   */
  get size(): number {
    return this.#begunHere.size;
  }

  get ready(): boolean {
    return !this.#isClosed && this.#client.status === 'ready';
  }

  async create(id: string, origin: SessionOrigin): Promise<boolean> {
    if (!isSessionId(id)) return false;
    const { handshakeTimeoutMs, events } = this.#options;
    const key = this.#key(id);
    const value = encodeSession(origin, undefined);
    const answer = await this.#send(
      () => this.#client.set(key, value, 'PX', handshakeTimeoutMs, 'NX'),
      value.length,
    );
    if (answer !== 'OK') return false;
    this.#begunHere.create(id, NO_ORIGIN);
    events.onSessionCreated?.();
    return true;
  }

  async find(id: string): Promise<Session | undefined> {
    if (!isSessionId(id)) return undefined;
    const value = await this.#send(() =>
      this.#client.findSession(this.#key(id), this.#options.idleTimeoutMs),
    );
    return this.#seen(id, value);
  }

  async drop(id: string, end: SessionEnd): Promise<boolean> {
    if (!isSessionId(id)) return false;
    const answer = await this.#send(() => this.#client.dropSession(this.#key(id), TOMBSTONE_MS));
    this.#begunHere.drop(id, end);
    if (answer !== 1) return false;
    this.#options.events.onSessionEnded?.(end);
    return true;
  }

  async replace(session: Session, replacement: Replacement): Promise<Session | undefined> {
    const { id, origin } = session;
    const expected = encodeSession(origin, session.replacement);
    const value = encodeSession(origin, replacement);
    const answer = await this.#send(
      () => this.#client.replaceSession(this.#key(id), expected, value),
      expected.length + value.length,
    );
    return this.#seen(id, answer);
  }

  holdOpen({ id }: Session): () => void {
    const release = this.#held.hold(id);
    const here = this.#begunHere.find(id);
    const releaseHere = here && this.#begunHere.holdOpen(here);
    return () => {
      release();
      releaseHere?.();
    };
  }

  /** Takes leave of the server, which keeps the sessions. */
  async close(): Promise<void> {
    const wasReady = this.ready;
    this.#isClosed = true;
    this.#held.close();
    this.#begunHere.close();
    // One that does not answer is left without.
    if (wasReady) await this.#commands.run(() => this.#client.quit()).catch(() => undefined);
    this.#client.disconnect();
  }

  #seen(id: string, value: unknown): Session | undefined {
    const session = decodeSession(id, value);
    if (session === undefined) this.#begunHere.drop(id, 'lost');
    else this.#begunHere.find(id);
    return session;
  }

  #key(id: string): string {
    return this.#options.keyPrefix + id;
  }

  async #send<T>(command: () => Promise<T>, bytes?: number): Promise<T> {
    if (!this.ready) throw new SessionStoreDown('the session store is not connected');
    return this.#commands.run(command, bytes);
  }
}
