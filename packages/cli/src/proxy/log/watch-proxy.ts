import type { ExchangeEvents, Proxy, SessionCounts } from '@heaptide/proxy';
import type { Logger } from './logger.js';
import { type ProxyFigures, ProxyNotes } from './proxy-notes.js';

const LOOK_EVERY_MS = 1_000;

/** Logs what becomes of a proxy. It looks at its counters once a second, so that no request pays for it. */
export class ProxyWatch {
  readonly #logger: Logger;
  readonly #sessions: SessionCounts;
  #lastFailure: string | undefined;
  #stop: (() => void) | undefined;

  /** For the proxy that is to be watched. */
  readonly events: Required<Pick<ExchangeEvents, 'onUpstreamFailure'>> = {
    onUpstreamFailure: (reason) => {
      this.#lastFailure = reason;
    },
  };

  constructor(logger: Logger, sessions: SessionCounts) {
    this.#logger = logger;
    this.#sessions = sessions;
  }

  begin(proxy: Proxy): void {
    const notes = new ProxyNotes(this.#figures(proxy));
    const look = () => {
      for (const { level, message, fields } of notes.look(this.#figures(proxy), performance.now())) {
        this.#logger.log(level, message, fields);
      }
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    timer.unref();
    this.#stop = () => {
      clearInterval(timer);
      look();
    };
  }

  /** Looks for a last time. */
  end(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #figures(proxy: Proxy): ProxyFigures {
    const { answered, upstreamFailures, recovery, connectionsTurnedAway } = proxy.counts();
    return {
      answered,
      upstreamFailures,
      lastFailure: this.#lastFailure,
      upstreamStatus: proxy.upstreamStatus(),
      recovered: recovery?.recovered ?? 0,
      recoveriesFailed: recovery?.failed ?? 0,
      evicted: this.#sessions.ended.evicted,
      connectionsTurnedAway,
    };
  }
}
