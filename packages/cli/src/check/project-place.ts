import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Frame } from '@heaptide/growth';

/** The file as seen from `directory`, with slashes; as it is where it lies elsewhere. */
export function relativePath(file: string, directory: string): string {
  const path = plainPath(file);
  if (!isAbsolute(path)) return path;
  const seen = relative(directory, path);
  return seen === '' || seen.startsWith(`..${sep}`) || isAbsolute(seen) ? path : seen.split(sep).join('/');
}

/** The deepest frame of `path`, root first, that is code of the project in `directory`; its file as seen from there. */
export function projectFrame(path: readonly Frame[], directory: string): Frame | undefined {
  const frame = path.findLast(({ file }) => {
    const seen = relativePath(file, directory);
    return plainPath(file) !== seen && !seen.split('/').includes('node_modules');
  });
  return frame && { ...frame, file: relativePath(frame.file, directory) };
}

function plainPath(file: string): string {
  if (!file.startsWith('file:')) return file;
  try {
    return fileURLToPath(file);
  } catch {
    return file;
  }
}
