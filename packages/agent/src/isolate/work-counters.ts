import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** Counter of HTTP responses that this process finished. */
export const REQUESTS = 'requests';

const REGISTRY = Symbol.for('heaptide.work-counters');
const RESPONSE_FINISHED = 'http.server.response.finish';
const MAX_NAMES = 64;

/**
 * Adds `n` units of work to the counter `name`. Growth is divided by these counters, so count what a leak would follow:
 * sessions opened, jobs done. Works without a running agent and never throws, since it sits in the user's hot path:
 * an `n` that is not finite, and names beyond the first 64 of a process, are ignored. Each thread counts for itself.
 */
export function count(name: string, n = 1): void {
  const counters = workCounters();
  const before = counters.get(name);
  if (!Number.isFinite(n) || (before === undefined && counters.size >= MAX_NAMES)) return;
  counters.set(name, (before ?? 0) + n);
}

/** The counters of this thread, shared by every copy of the package that is loaded in it. */
export function workCounters(): Map<string, number> {
  const shared: unknown = Reflect.get(globalThis, REGISTRY);
  if (shared instanceof Map) return shared as Map<string, number>;
  const counters = new Map<string, number>();
  Object.defineProperty(globalThis, REGISTRY, { value: counters });
  return counters;
}

/** Counts finished HTTP responses as `requests` until the returned function is called. */
export function countRequests(): () => void {
  count(REQUESTS, 0);
  const onFinish = (): void => count(REQUESTS);
  subscribe(RESPONSE_FINISHED, onFinish);
  return () => void unsubscribe(RESPONSE_FINISHED, onFinish);
}
