/** What a person typed, sorted out by its form alone: nothing has been opened. */
export type Target =
  | { readonly kind: 'stdin' }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'url'; readonly url: URL };

const ENDPOINT_PATH = '/debug/heap';

/**
 * `-` is standard input, `http://…` and `https://…` a live endpoint, anything else a file or a directory. A URL without
 * a path means the endpoint's own.
 */
export function parseTarget(text: string): Target {
  if (text === '-') return { kind: 'stdin' };
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return { kind: 'path', path: text };
  const url = new URL(text);
  if (url.pathname === '/') url.pathname = ENDPOINT_PATH;
  return { kind: 'url', url };
}
