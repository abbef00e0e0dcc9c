/** The views that the pages have, by their paths. */
export type WebView = 'flamegraph' | 'graph' | 'peek' | 'source' | 'top';

/** Parameters to set; `''` takes one away. */
export type QueryChange = Readonly<Record<string, string>>;

/**
 * A relative link to a view, with the parameters of the present address and a change to them. It is no safe markup yet.
 */
export function linkTo(view: WebView | 'download', query: URLSearchParams, change: QueryChange = {}): string {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(change)) {
    if (value === '') next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return text === '' ? `./${view}` : `./${view}?${text}`;
}
