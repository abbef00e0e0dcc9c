import { decodedMappings, type SourceMapSegment, TraceMap } from '@jridgewell/trace-mapping';
import { sourceMapError } from './source-map-error.js';

/** Decoded, mappings take up to fifty times their text. A minified program of 10 MB has some 14 MB of them. */
export const MAX_MAPPINGS = 32 * 2 ** 20;
/** A line takes some sixty bytes, also where nothing is in it. */
const MAX_LINES = 4 * 2 ** 20;
/** What some servers put before JSON, so that no page can run it as a script. */
const GUARD = /^\)\]\}'[^\n]*\n/;

/** One map, or a section of an index map. Lines and columns are 0-based. */
export interface MapSection {
  /** Where in the program it begins. */
  readonly line: number;
  readonly column: number;
  readonly sourceRoot: string;
  readonly trace: TraceMap;
}

export interface ParsedSourceMap {
  /** In the order of the program; at least one. */
  readonly sections: readonly MapSection[];
  /** Length of the text of all mappings, which is what they cost. */
  readonly mappingsLength: number;
}

/**
 * Reads a source map (ECMA-426), index maps too; mappings are decoded here, so that nothing is thrown later. Contents of
 * sources are let go.
 *
 * @throws {HeaptideError} `HT_E_BAD_SOURCE_MAP`.
 */
export function parseSourceMap(text: string): ParsedSourceMap {
  const json = parseJson(text);
  if (!('sections' in json)) {
    const section = sectionOf(json, { line: 0, column: 0 });
    return { sections: [section], mappingsLength: lengthOf(json) };
  }
  if (!Array.isArray(json.sections)) throw sourceMapError('its sections are no list');
  const parts = json.sections.map((each: unknown) => partOf(each));
  const mappingsLength = parts.reduce((sum, { map }) => sum + lengthOf(map), 0);
  if (mappingsLength > MAX_MAPPINGS) throw tooLong(mappingsLength);
  const sections = parts.map(({ map, offset }) => sectionOf(map, offset));
  if (sections.length === 0) throw sourceMapError('it has no sections');
  if (!sections.every((each, i) => i === 0 || isBefore(sections[i - 1]!, each))) {
    throw sourceMapError('its sections are not in order');
  }
  return { sections, mappingsLength };
}

/** The segments of a line of a section, by column. */
export function lineSegments({ trace }: MapSection, line: number): readonly SourceMapSegment[] {
  return decodedMappings(trace)[line] ?? [];
}

type Json = Readonly<Record<string, unknown>>;

function parseJson(text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(GUARD, ''));
  } catch {
    // The words of the parser would quote the file.
    throw sourceMapError('it is no JSON');
  }
  if (!isObject(value)) throw sourceMapError('it is no JSON object');
  return value;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Offset {
  readonly line: number;
  readonly column: number;
}

function partOf(section: unknown): { readonly map: Json; readonly offset: Offset } {
  if (!isObject(section) || !isObject(section.map)) throw sourceMapError('a section of it has no map');
  const { map, offset } = section;
  if ('sections' in map) throw sourceMapError('a section of it has sections of its own');
  if (!isObject(offset) || !isPlace(offset.line) || !isPlace(offset.column)) {
    throw sourceMapError('a section of it has no offset');
  }
  return { map, offset: { line: offset.line, column: offset.column } };
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isBefore(a: Offset, b: Offset): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

function lengthOf({ mappings }: Json): number {
  return typeof mappings === 'string' ? mappings.length : 0;
}

function sectionOf(map: Json, { line, column }: Offset): MapSection {
  const { version, sources, names = [], mappings, sourceRoot } = map;
  if (version !== 3) throw sourceMapError('its version is not 3');
  if (!isListOf(sources, (each) => typeof each === 'string' || each === null)) {
    throw sourceMapError('its sources are no list of texts');
  }
  if (!isListOf(names, (each) => typeof each === 'string'))
    throw sourceMapError('its names are no list of texts');
  if (typeof mappings !== 'string') throw sourceMapError('its mappings are no text');
  if (mappings.length > MAX_MAPPINGS) throw tooLong(mappings.length);
  if (hasTooManyLines(mappings)) throw sourceMapError(`its mappings have more than ${MAX_LINES} lines`);
  const trace = new TraceMap({
    version,
    sources: sources as (string | null)[],
    names: names as string[],
    mappings,
  });
  decodedMappings(trace);
  return { line, column, trace, sourceRoot: typeof sourceRoot === 'string' ? sourceRoot : '' };
}

function isListOf(value: unknown, holds: (each: unknown) => boolean): value is unknown[] {
  return Array.isArray(value) && value.every(holds);
}

function hasTooManyLines(mappings: string): boolean {
  let lines = 1;
  for (let at = mappings.indexOf(';'); at !== -1; at = mappings.indexOf(';', at + 1)) {
    if (++lines > MAX_LINES) return true;
  }
  return false;
}

function tooLong(length: number) {
  return sourceMapError(`its mappings are ${length} characters long, more than ${MAX_MAPPINGS}`);
}
