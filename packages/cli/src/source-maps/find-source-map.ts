import { dirname, resolve } from 'node:path';
import { inlineSourceMap } from './inline-source-map.js';
import { localPath, percentDecoded } from './local-path.js';
import { readBoundedText } from './read-bounded-text.js';
import { sourceMappingUrl } from './source-mapping-url.js';

/** The text of a source map and what it was found by. */
export interface FoundSourceMap {
  readonly text: string;
  /** The file that holds it; sources are relative to it. */
  readonly file: string;
  /** The program that it is of; `undefined` where only the map is there. */
  readonly program: string | undefined;
}

/**
 * The source map of a program: inline or in the file that its `sourceMappingURL` names, else in `PROGRAM.map`. Nothing is
 * ever fetched. Only maps that `mayRead` allows are read.
 *
 * @throws {HeaptideError} `HT_E_BAD_SOURCE_MAP` for an inline map that cannot be unpacked.
 */
export function findSourceMap(
  path: string,
  mayRead: (path: string) => boolean = () => true,
): FoundSourceMap | undefined {
  const program = readBoundedText(path);
  const url = program === undefined ? undefined : sourceMappingUrl(program);
  const inline = url === undefined ? undefined : inlineSourceMap(url);
  if (inline !== undefined) return { text: inline, file: path, program };
  const named = url === undefined ? undefined : mapPath(url, path);
  for (const file of [named, `${path}.map`]) {
    if (file === undefined || !mayRead(file)) continue;
    const text = readBoundedText(file);
    if (text !== undefined) return { text, file, program };
  }
  return undefined;
}

function mapPath(url: string, program: string): string | undefined {
  const local = localPath(url.replace(/[?#].*$/, ''));
  return local === undefined ? undefined : resolve(dirname(program), percentDecoded(local));
}
