import { fileURLToPath } from 'node:url';

/** Whether two names that V8 gives to a script mean one file: a path and its URL do. */
export function isSameFile(one: string, other: string): boolean {
  return one !== '' && plainPath(one) === plainPath(other);
}

/** `/app/a.mjs` for `file:///app/a.mjs`. */
function plainPath(name: string): string {
  if (!name.startsWith('file:')) return name;
  try {
    return fileURLToPath(name);
  } catch {
    return name;
  }
}
