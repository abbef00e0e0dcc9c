import { HttpProblem } from './http-problem.js';

/** What a request asks for. */
export type Route =
  | { readonly kind: 'heap'; readonly collect: boolean; readonly births: boolean; readonly text: boolean }
  | { readonly kind: 'stats' }
  | { readonly kind: 'index' };

const METHODS = ['GET', 'HEAD'];
const MAX_URL = 2048;

/**
 * Reads a request as Go's net/http/pprof would: `gc` and `births` are on for whole numbers above 0, `debug` for any but
 * 0, and what is no number counts as 0.
 * @throws {HttpProblem}
 */
export function routeOf(method: string, url: string): Route {
  if (url.length > MAX_URL) throw new HttpProblem(414, 'the URL is too long');
  const [path, query = ''] = splitOnce(url, '?');
  const route = routeOfPath(path, new URLSearchParams(query));
  if (!METHODS.includes(method))
    throw new HttpProblem(405, 'Method not allowed', { Allow: METHODS.join(', ') });
  return route();
}

function routeOfPath(path: string, query: URLSearchParams): () => Route {
  switch (path) {
    case '/debug/heap':
    case '/debug/pprof/heap':
    case '/debug/pprof/allocs':
      return () => heapRoute(query);
    case '/debug/heap/stats':
      return () => ({ kind: 'stats' });
    case '/debug/pprof/':
      return () => ({ kind: 'index' });
    default:
      throw new HttpProblem(404, 'Unknown profile');
  }
}

function heapRoute(query: URLSearchParams): Route {
  if (query.has('seconds')) {
    throw new HttpProblem(
      400,
      'the "seconds" parameter is not supported; take two captures and compare them',
    );
  }
  return {
    kind: 'heap',
    collect: wholeNumber(query.get('gc')) > 0,
    births: wholeNumber(query.get('births')) > 0,
    text: wholeNumber(query.get('debug')) !== 0,
  };
}

function wholeNumber(text: string | null): number {
  return text !== null && /^[+-]?\d+$/.test(text) ? Number(text) : 0;
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
