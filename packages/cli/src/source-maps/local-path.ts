import { fileURLToPath } from 'node:url';

const SCHEME = /^[a-z][a-z0-9+.-]+:/i;

/** The path that a name stands for: a `file:` URL or a path; `undefined` for other URLs, such as `node:fs`. */
export function localPath(name: string): string | undefined {
  if (name === '') return undefined;
  if (!SCHEME.test(name)) return name;
  if (!/^file:/i.test(name)) return undefined;
  try {
    return fileURLToPath(name);
  } catch {
    return undefined;
  }
}

/** The text with its percent-encoded characters decoded; as it is where it has none that hold. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
