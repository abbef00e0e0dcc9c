import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

/** Above this, a file is no source that a person wrote. */
const MAX_SOURCE_BYTES = 64 * 2 ** 20;

/** Contents of a source file, or `undefined` where there is none to be read. The path comes from a profile. */
export function readSourceText(path: string, cwd: string): string | undefined {
  const absolute = resolve(cwd, path);
  try {
    const found = statSync(absolute);
    if (!found.isFile() || found.size > MAX_SOURCE_BYTES) return undefined;
    // Files of the kernel look empty, and some of them never end.
    return found.size === 0 ? '' : readFileSync(absolute, 'utf8');
  } catch {
    return undefined;
  }
}
