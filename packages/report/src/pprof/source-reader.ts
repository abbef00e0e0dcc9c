import { cleanPath } from '@heaptide/profile';
import type { PprofOptions } from './pprof-options.js';
import type { PprofSurroundings } from './pprof-report.js';
import { splitList, trimSourcePath } from './trim-path.js';

/** Finds the sources that a profile names, and reads each once. */
export class SourceReader {
  readonly #surroundings: PprofSurroundings;
  readonly #searchPath: string;
  readonly #trimPath: string;
  readonly #known = new Map<string, readonly string[] | string>();

  constructor(surroundings: PprofSurroundings, options: PprofOptions) {
    this.#surroundings = surroundings;
    this.#searchPath = options.source_path === '' ? surroundings.workingDirectory : options.source_path;
    this.#trimPath = options.trim_path;
  }

  /** The lines of a source file, or a text that says why there are none. */
  lines(file: string): readonly string[] | string {
    const known = this.#known.get(file);
    if (known !== undefined) return known;
    const lines = this.#find(trimSourcePath(file, this.#trimPath, this.#searchPath));
    this.#known.set(file, lines);
    return lines;
  }

  #find(path: string): readonly string[] | string {
    const { readSource } = this.#surroundings;
    if (path.startsWith('/')) {
      const text = readSource(path);
      return text === undefined ? `open ${path}: no such file or directory` : splitLines(text);
    }
    for (const directory of splitList(this.#searchPath)) {
      for (const place of selfAndParents(directory)) {
        const text = readSource(cleanPath(`${place}/${path}`));
        if (text !== undefined) return splitLines(text);
      }
    }
    return `could not find file ${path} on path ${this.#searchPath}`;
  }
}

function splitLines(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function selfAndParents(directory: string): string[] {
  const places = [directory];
  for (let place = directory; ;) {
    const slash = place.lastIndexOf('/');
    const parent = slash === -1 ? '.' : slash === 0 ? '/' : cleanPath(place.slice(0, slash));
    if (parent === place) return places;
    places.push((place = parent));
  }
}
