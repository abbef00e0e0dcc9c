import type { ExactSites, ExactSitesWish } from './exact-sites.js';
import type { HeapEndpoint } from './heap-endpoint.js';

const LEASE_S = 300;
/** Of a lease: so that two renewals may fail before it is over. */
const RENEW_AFTER = 1 / 3;
/** The process may be gone. */
const END_LIMIT_MS = 10_000;

export interface HoldOptions {
  /** Mean bytes between two samples meanwhile; absent leaves it as it is. */
  readonly interval?: number;
  /** For how long at a time: they end by themselves so long after whoever holds them has died. */
  readonly seconds?: number;
  /** Ends the first request. What has begun is to be ended by {@link HeldExactSites.end}. */
  readonly signal?: AbortSignal;
}

/** Exact sites that are being held on. */
export interface HeldExactSites {
  /** How they stood after the last answer. */
  readonly state: ExactSites;
  /** Ends them, unless the process was started with them; `false` where it could not be told, and they end by themselves. */
  end(): Promise<boolean>;
}

/**
 * Has a process leave JIT inlining off until `end()`, by asking anew before the time is over. Keeps no process alive.
 * @throws {HeaptideError} as {@link HeapEndpoint.exactSites} does, when they cannot be switched on.
 */
export async function holdExactSites(
  endpoint: Pick<HeapEndpoint, 'exactSites'>,
  { interval, seconds = LEASE_S, signal }: HoldOptions = {},
): Promise<HeldExactSites> {
  const wish: ExactSitesWish = { seconds, ...(interval === undefined ? {} : { interval }) };
  let state = await endpoint.exactSites(wish, signal);
  if (state.always) return { state, end: () => Promise.resolve(true) };
  const ended = new AbortController();
  let renewal: Promise<void> | undefined;
  const renew = async (): Promise<void> => {
    try {
      state = await endpoint.exactSites(wish, ended.signal);
    } catch {
      // The next one may succeed. A series shows by its gaps that they were off for a while.
    }
  };
  const timer = setInterval(() => void (renewal = renew()), seconds * 1000 * RENEW_AFTER);
  timer.unref();
  return {
    get state() {
      return state;
    },
    async end() {
      clearInterval(timer);
      ended.abort();
      await renewal;
      try {
        await endpoint.exactSites({ seconds: 0 }, AbortSignal.timeout(END_LIMIT_MS));
        return true;
      } catch {
        return false;
      }
    },
  };
}
