import type { ExactSites, ExactSitesWish } from './exact-sites.js';
import { HeaptideError } from '@heaptide/profile';
import type { LiveProcess } from './live-process.js';

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
 * @throws {HeaptideError} as {@link LiveProcess.exactSites} does, when they cannot be switched on; `HT_E_NO_EXACT_SITES` where
 * there is no agent.
 */
export async function holdExactSites(
  live: Pick<LiveProcess, 'name' | 'exactSites'>,
  { interval, seconds = LEASE_S, signal }: HoldOptions = {},
): Promise<HeldExactSites> {
  const exactSites = live.exactSites?.bind(live);
  if (exactSites === undefined)
    throw new HeaptideError('HT_E_NO_EXACT_SITES', `${live.name} has no agent: exact sites need one`);
  const wish: ExactSitesWish = { seconds, ...(interval === undefined ? {} : { interval }) };
  let state = await exactSites(wish, signal);
  if (state.always) return { state, end: () => Promise.resolve(true) };
  const ended = new AbortController();
  let renewal: Promise<void> | undefined;
  const renew = async (): Promise<void> => {
    try {
      state = await exactSites(wish, ended.signal);
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
        await exactSites({ seconds: 0 }, AbortSignal.timeout(END_LIMIT_MS));
        return true;
      } catch {
        return false;
      }
    },
  };
}
