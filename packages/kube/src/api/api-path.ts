/** `path` with `query`; a part of it that is `undefined` is left out. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>> = {}): string {
  const parts = Object.entries(query).filter((part): part is [string, string] => part[1] !== undefined);
  if (parts.length === 0) return path;
  return `${path}?${new URLSearchParams(parts).toString()}`;
}
