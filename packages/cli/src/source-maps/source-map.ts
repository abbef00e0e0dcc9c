import { traceSegment } from '@jridgewell/trace-mapping';
import { originalPath } from './original-path.js';
import { lineSegments, type MapSection, type ParsedSourceMap } from './parse-source-map.js';

/** A place in a program; both are 0-based. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What a map says of a place. */
export interface Segment {
  /** Column in the program where what it says begins. */
  readonly column: number;
  readonly file: string;
  readonly original: Place;
  /** The name in the source where the program has another. */
  readonly name: string | undefined;
}

/** Which place of a program comes from where. */
export class SourceMap {
  /** Whether it tells any name. */
  readonly tellsNames: boolean;
  /** How many sources it names. */
  readonly sourceCount: number;
  readonly #sections: readonly MapSection[];
  readonly #mapFile: string;
  readonly #files = new Map<MapSection, Map<number, string | undefined>>();

  /** `mapFile`: the file that sources are relative to. */
  constructor({ sections }: ParsedSourceMap, mapFile: string) {
    this.#sections = sections;
    this.#mapFile = mapFile;
    this.tellsNames = sections.some(({ trace }) => trace.names.length > 0);
    this.sourceCount = sections.reduce((sum, { trace }) => sum + trace.sources.length, 0);
  }

  /** The source where there is but one. */
  get onlySource(): string | undefined {
    const [section] = this.#sections.filter(({ trace }) => trace.sources.length > 0);
    return this.sourceCount === 1 && section !== undefined ? this.#file(section, 0) : undefined;
  }

  /** What the map says last before or at a place of the line; `undefined` where that is nothing. */
  at(place: Place): Segment | undefined {
    const section = this.#sectionAt(place);
    if (section === undefined) return undefined;
    const within = placeIn(section, place);
    const segment = traceSegment(section.trace, within.line, within.column);
    if (segment === null || segment.length === 1) return undefined;
    const [column, source, line, originalColumn] = segment;
    const file = this.#file(section, source);
    // Differences that add up to something negative are there in maps that are damaged.
    if (file === undefined || line < 0 || originalColumn < 0) return undefined;
    return {
      column: column + (place.column - within.column),
      file,
      original: { line, column: originalColumn },
      name: segment.length === 5 ? section.trace.names[segment[4]] : undefined,
    };
  }

  /** The one line of one source that all of a line comes from, `undefined` where there are several or none. */
  wholeLine(line: number): { readonly file: string; readonly line: number } | undefined {
    const section = this.#sectionAt({ line, column: Infinity });
    if (section === undefined || section !== this.#sectionAt({ line, column: 0 })) return undefined;
    const segments = lineSegments(section, line - section.line).filter((segment) => segment.length > 1);
    const [first] = segments;
    if (first === undefined || first.length === 1) return undefined;
    if (!segments.every((each) => each[1] === first[1] && each[2] === first[2])) return undefined;
    const file = this.#file(section, first[1]);
    return file === undefined || first[2] < 0 ? undefined : { file, line: first[2] };
  }

  #sectionAt({ line, column }: Place): MapSection | undefined {
    let low = 0;
    let high = this.#sections.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const section = this.#sections[middle]!;
      if (section.line < line || (section.line === line && section.column <= column)) low = middle + 1;
      else high = middle;
    }
    return this.#sections[low - 1];
  }

  #file(section: MapSection, source: number): string | undefined {
    const files = this.#files.get(section) ?? new Map<number, string | undefined>();
    this.#files.set(section, files);
    if (files.has(source)) return files.get(source);
    const name = section.trace.sources[source];
    const { sourceRoot } = section;
    const file = name ? originalPath(name, { sourceRoot, mapFile: this.#mapFile }) : undefined;
    files.set(source, file);
    return file;
  }
}

function placeIn({ line, column }: MapSection, place: Place): Place {
  return { line: place.line - line, column: place.line === line ? place.column - column : place.column };
}
