import type { ExactSitesWish } from '../reading/exact-sites-wish.js';
import { HttpProblem } from './http-problem.js';
import type { WhyWish } from '../why/why-wish.js';

/** A profile as it was asked for. */
export interface HeapRoute {
  readonly kind: 'heap';
  /** As Go names it: the file is called so. */
  readonly name: 'heap' | 'allocs';
  readonly memory: 'heap' | 'external';
  /** `threadId`; 0 for the main thread. */
  readonly thread: number;
  readonly collect: boolean;
  readonly births: boolean;
  readonly text: boolean;
  /** Of the difference that is wanted; absent for the state of now. */
  readonly seconds?: number;
}

/** What a request asks for. */
export type Route =
  | HeapRoute
  | { readonly kind: 'stats' }
  | { readonly kind: 'index' }
  | { readonly kind: 'to-index' }
  | { readonly kind: 'captures' }
  | { readonly kind: 'kept-capture'; readonly id: string }
  | { readonly kind: 'snapshot'; readonly force: boolean }
  | ({ readonly kind: 'exact-sites' } & ExactSitesWish)
  | ({ readonly kind: 'why' } & WhyWish);

/** The longest difference that can be asked for, seconds. */
const MAX_SECONDS = 300;

const EXACT_SITES = '/debug/heap/exact';
const EXACT_SECONDS = { default: 300, most: 3600 };
/** Finer costs more than the inlining does. */
const EXACT_INTERVAL = { least: 4096, most: 16 * 2 ** 20 };

const WHY = '/debug/heap/why';
const MAX_NAME = 1024;
const MAX_POSITION = 2 ** 31;

const METHODS = ['GET', 'HEAD'];
const EXACT_METHODS = ['POST', 'DELETE'];
const MAX_URL = 2048;
const KEPT_CAPTURES = '/debug/heap/captures';

/**
 * Reads a request as Go's net/http/pprof would: `gc`, `births` and `force` are on for whole numbers above 0, `debug` for
 * any but 0, and what is no number counts as 0.
 * @throws {HttpProblem}
 */
export function routeOf(method: string, url: string): Route {
  if (url.length > MAX_URL) throw new HttpProblem(414, 'the URL is too long');
  const [path, query = ''] = splitOnce(url, '?');
  const parameters = new URLSearchParams(query);
  if (path === EXACT_SITES) {
    requireMethod(method, EXACT_METHODS);
    return method === 'DELETE' ? { kind: 'exact-sites', seconds: 0 } : exactSitesRoute(parameters);
  }
  if (path === WHY) {
    requireMethod(method, ['POST']);
    return whyRoute(parameters);
  }
  const route = routeOfPath(path, parameters);
  requireMethod(method, METHODS);
  return route();
}

/** Whether a request asks who retains, which has a token of its own. */
export function isWhy(url: string): boolean {
  return splitOnce(url, '?')[0] === WHY;
}

/** Whether a request of that method may change something. */
export function isChange(method: string): boolean {
  return !METHODS.includes(method);
}

function requireMethod(method: string, allowed: readonly string[]): void {
  if (allowed.includes(method)) return;
  throw new HttpProblem(405, 'Method not allowed', { Allow: allowed.join(', ') });
}

function routeOfPath(path: string, query: URLSearchParams): () => Route {
  switch (path) {
    case '/debug/heap':
    case '/debug/pprof/heap':
      return () => heapRoute('heap', query);
    case '/debug/pprof/allocs':
      return () => heapRoute('allocs', query);
    case '/debug/heap/stats':
      return () => ({ kind: 'stats' });
    case '/debug/heap/snapshot':
      return () => ({ kind: 'snapshot', force: isOn(query, 'force') });
    case KEPT_CAPTURES:
      return () => ({ kind: 'captures' });
    case '/debug/pprof':
      return () => ({ kind: 'to-index' });
    case '/debug/pprof/':
      return () => ({ kind: 'index' });
  }
  const id = path.startsWith(`${KEPT_CAPTURES}/`) ? path.slice(KEPT_CAPTURES.length + 1) : '';
  if (id === '') throw new HttpProblem(404, 'Unknown profile');
  return () => ({ kind: 'kept-capture', id });
}

function heapRoute(name: HeapRoute['name'], query: URLSearchParams): HeapRoute {
  const text = wholeNumber(query.get('debug')) !== 0;
  return {
    kind: 'heap',
    name,
    memory: memoryOf(query),
    thread: threadOf(query),
    collect: isOn(query, 'gc'),
    births: isOn(query, 'births'),
    text,
    ...secondsOf(query, text),
  };
}

function exactSitesRoute(query: URLSearchParams): Route {
  const { most } = EXACT_SECONDS;
  const seconds = numberWithin(query, 'seconds', 0, most) ?? EXACT_SECONDS.default;
  const interval = numberWithin(query, 'interval', EXACT_INTERVAL.least, EXACT_INTERVAL.most);
  return { kind: 'exact-sites', seconds, ...(interval === undefined ? {} : { interval }) };
}

function whyRoute(query: URLSearchParams): Route {
  const { function: name, file, unit } = Object.fromEntries(query);
  if (name === undefined || name === '') throw new HttpProblem(400, 'missing value for "function"');
  for (const text of [name, file, unit]) {
    if ((text ?? '').length > MAX_NAME) throw new HttpProblem(400, 'a name is too long');
  }
  if (!['', 'walk'].includes(query.get('mode') ?? '')) {
    throw new HttpProblem(400, 'invalid value for "mode" - must be walk');
  }
  const line = numberWithin(query, 'line', 1, MAX_POSITION);
  const column = numberWithin(query, 'column', 1, MAX_POSITION);
  return {
    kind: 'why',
    function: name,
    ...(file ? { file } : {}),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(unit ? { unit } : {}),
    collect: isOn(query, 'gc'),
  };
}

function numberWithin(query: URLSearchParams, name: string, least: number, most: number): number | undefined {
  const text = query.get(name) ?? '';
  if (text === '') return undefined;
  const number = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  throw new HttpProblem(400, `invalid value for "${name}" - must be a whole number from ${least} to ${most}`);
}

/** The checks, their order and their words are Go's. */
function secondsOf(query: URLSearchParams, text: boolean): { seconds?: number } {
  const asked = query.get('seconds') ?? '';
  if (asked === '') return {};
  const seconds = wholeNumber(asked);
  if (seconds <= 0) {
    throw new HttpProblem(400, 'invalid value for "seconds" - must be a positive integer');
  }
  if (seconds > MAX_SECONDS) throw new HttpProblem(400, "profile duration exceeds server's WriteTimeout");
  if (text) throw new HttpProblem(400, 'seconds and debug params are incompatible');
  return { seconds };
}

function memoryOf(query: URLSearchParams): HeapRoute['memory'] {
  const kind = query.get('kind') ?? 'heap';
  if (kind === 'heap' || kind === 'external') return kind;
  throw new HttpProblem(400, 'invalid value for "kind" - must be heap or external');
}

function threadOf(query: URLSearchParams): number {
  const thread = query.get('thread') ?? '0';
  if (/^\d{1,9}$/.test(thread)) return Number(thread);
  throw new HttpProblem(400, 'invalid value for "thread" - must be a thread id');
}

function isOn(query: URLSearchParams, name: string): boolean {
  return wholeNumber(query.get(name)) > 0;
}

function wholeNumber(text: string | null): number {
  return text !== null && /^[+-]?\d+$/.test(text) ? Number(text) : 0;
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
