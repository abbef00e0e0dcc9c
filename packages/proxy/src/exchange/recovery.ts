import { type SmallAnswer, smallRequest } from '../connections/small-request.js';
import type { UpstreamPool } from '../connections/upstream-pool.js';
import { isSessionId, SESSION_HEADER } from '../sessions/session-id.js';
import type { Session, SessionStore } from '../sessions/session-store.js';
import type { OutgoingFields } from './outgoing-fields.js';

/** Bounds each of the requests that make up a recovery. */
const REQUEST_TIMEOUT_MS = 10_000;
/** A session is recovered no more often than this: a server that loses it again and again is not to be flooded. */
const MIN_INTERVAL_MS = 10_000;
/** Sessions recovered lately that are remembered, each for as long as the interval. */
const MAX_REMEMBERED = 4_096;

const INITIALIZED = Buffer.from('{"jsonrpc":"2.0","method":"notifications/initialized"}');

interface Asked {
  readonly method?: string;
  readonly body?: Buffer;
  readonly sessionId?: string;
  readonly address?: string;
}

interface Attempt {
  readonly at: number;
  /** Whether a stream has been asked for since. */
  hasStream: boolean;
}

export interface RecoveryCounters {
  recovered: number;
  failed: number;
}

/**
 * Puts a new upstream session in the place of one that the upstream has lost, by sending once more the initialize that the
 * session began with, and the notification that follows it. To its client the session stays what it was. Nothing but the
 * initialize is ever repeated by this.
 */
export class Recovery {
  readonly counters: RecoveryCounters = { recovered: 0, failed: 0 };
  readonly #pool: UpstreamPool;
  readonly #store: SessionStore;
  /** By session id: requests that find the same session lost wait for the one recovery of it. */
  readonly #running = new Map<string, Promise<Session | undefined>>();
  /** Sessions that recovery was lately tried for, oldest first. */
  readonly #lately = new Map<string, Attempt>();

  constructor(pool: UpstreamPool, store: SessionStore) {
    this.#pool = pool;
    this.#store = store;
  }

  /**
   * The session as it is after a recovery; `undefined` where there was none. It is asked for in the name of the client
   * whose request found the session lost. Concurrent calls for one session share one recovery.
   */
  recover(session: Session, asking: OutgoingFields): Promise<Session | undefined> {
    const running = this.#running.get(session.id);
    if (running !== undefined) return running;
    const recovery = this.#recover(session, asking)
      .catch(() => undefined)
      .finally(() => this.#running.delete(session.id));
    this.#running.set(session.id, recovery);
    return recovery;
  }

  async #recover(session: Session, asking: OutgoingFields): Promise<Session | undefined> {
    const current = await this.#store.find(session.id);
    if (current === undefined) return undefined;
    // Recovered already, while this request was on its way.
    if (current.replacement?.upstreamId !== session.replacement?.upstreamId) return current;
    const { initialize } = current.origin;
    if (initialize === undefined || !this.#mayRun(current.id)) return undefined;
    const recovered = await this.#beginAnew(current, initialize, asking);
    this.counters[recovered === undefined ? 'failed' : 'recovered'] += 1;
    return recovered;
  }

  #mayRun(id: string): boolean {
    const now = performance.now();
    for (const [each, { at }] of this.#lately) {
      if (now - at < MIN_INTERVAL_MS && this.#lately.size < MAX_REMEMBERED) break;
      this.#lately.delete(each);
    }
    if (this.#lately.has(id)) return false;
    this.#lately.set(id, { at: now, hasStream: false });
    return true;
  }

  /**
   * Notes that a stream of the session is asked for, and says whether it can be resumed where an earlier one broke off:
   * the ids of events from before a recovery mean nothing to the new upstream session.
   */
  canResumeStream(id: string): boolean {
    const attempt = this.#lately.get(id);
    if (attempt === undefined || attempt.hasStream) return true;
    attempt.hasStream = true;
    return false;
  }

  async #beginAnew(
    session: Session,
    initialize: Buffer,
    asking: OutgoingFields,
  ): Promise<Session | undefined> {
    const begun = await this.#ask(session, asking, { body: initialize });
    const upstreamId = begun?.head.fields.first(SESSION_HEADER);
    if (
      begun === undefined ||
      !isSuccess(begun.status) ||
      upstreamId === undefined ||
      !isSessionId(upstreamId)
    ) {
      return undefined;
    }
    const { address } = begun;
    const own = { sessionId: upstreamId, address };
    const told = await this.#ask(session, asking, { ...own, body: INITIALIZED });
    const replaced =
      told !== undefined && isSuccess(told.status)
        ? await this.#store.replace(session, { upstreamId, address })
        : undefined;
    // A session that nobody will use is not left standing at the upstream.
    if (replaced?.replacement?.upstreamId !== upstreamId) {
      await this.#ask(session, asking, { ...own, method: 'DELETE' });
    }
    return replaced;
  }

  #ask(
    session: Session,
    asking: OutgoingFields,
    { method = 'POST', body, sessionId, address }: Asked,
  ): Promise<SmallAnswer | undefined> {
    const { target } = session.origin;
    const { host } = this.#pool.origin;
    const head = asking.ownRequestText({ method, target, host, sessionId, body });
    return smallRequest(this.#pool, { method, head, body }, { address, timeoutMs: REQUEST_TIMEOUT_MS });
  }
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
