import type { Session, SessionEnd, SessionOrigin, SessionStore } from '../sessions/session-store.js';

/** The session of one exchange, which does not expire while it has one. */
export class SessionClaim {
  readonly #store: SessionStore;
  #session: Session | undefined;
  #letGo: (() => void) | undefined;
  #isOver = false;

  constructor(store: SessionStore) {
    this.#store = store;
  }

  get session(): Session | undefined {
    return this.#session;
  }

  /** `address:port` of the upstream that it lives at. */
  get address(): string | undefined {
    return this.#session?.replacement?.address ?? this.#session?.origin.address;
  }

  /** Id of the upstream session that has taken the place of its first one. */
  get replacementId(): string | undefined {
    return this.#session?.replacement?.upstreamId;
  }

  take(session: Session): void {
    this.#session = session;
    this.#letGo = this.#store.holdOpen(session);
  }

  /** Goes on with the session as it is after a recovery. */
  renew(session: Session): void {
    this.#session = session;
  }

  /** Begins the session that a legacy stream has announced; it ends with the stream. */
  async begin(id: string, origin: SessionOrigin): Promise<void> {
    try {
      if (!(await this.#store.create(id, origin))) return;
      const session = await this.#store.find(id);
      if (session === undefined) return;
      const letGo = this.#store.holdOpen(session);
      this.#letGo = () => {
        letGo();
        this.#dropById(id, 'deleted');
      };
      if (this.#isOver) this.#letGo();
    } catch {
      // A store that is out of reach knows nothing of the session, which serves its client all the same.
    }
  }

  /** The upstream has disowned it. */
  lose(): void {
    if (this.#session !== undefined) this.#dropById(this.#session.id, 'lost');
  }

  /** The exchange is over. */
  letGo(): void {
    this.#isOver = true;
    this.#letGo?.();
    this.#letGo = undefined;
  }

  #dropById(id: string, end: SessionEnd): void {
    const dropped = this.#store.drop(id, end);
    // Where the store is out of reach, it forgets the session by itself in time.
    if (dropped instanceof Promise) dropped.catch(() => undefined);
  }
}
