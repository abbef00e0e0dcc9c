import { resolve } from 'node:path';
import { HeaptideError, mapPositions, type Profile, type StackFrame } from '@heaptide/profile';
import { findSourceMap, type FoundSourceMap } from './find-source-map.js';
import { localPath } from './local-path.js';
import { MappedProgram } from './mapped-program.js';
import { MappingNotes } from './mapping-notes.js';
import { MAX_MAPPINGS, parseSourceMap } from './parse-source-map.js';
import { ProgramDirectories } from './program-directories.js';
import { ProgramText } from './program-text.js';
import { SourceMap } from './source-map.js';
import { sourceMapError } from './source-map-error.js';

/** Programs that are looked at in one run. */
const MOST_PROGRAMS = 4096;

/** Puts original names and places into profiles; keeps the maps that it has read. */
export class SourceMapper {
  readonly #directories: ProgramDirectories | undefined;
  readonly #programs = new Map<string, MappedProgram | undefined>();
  readonly #notes = new MappingNotes();
  /** Of all maps that are kept, as long as one may be. */
  #mappingsLength = 0;

  /**
   * @param directories where to look for programs and their maps; none to take the paths of the profile as they are.
   * @throws {HeaptideError} `HT_E_NO_SUCH_FILE`, `HT_E_USAGE`.
   */
  constructor(directories: readonly string[]) {
    this.#directories = directories.length === 0 ? undefined : new ProgramDirectories(directories);
  }

  /** The profile as its sources have it; what cannot be mapped stays as it is. */
  map(profile: Profile): Profile {
    return mapPositions(profile, (frame) => this.original(frame));
  }

  /** The source that all of a program is from; `undefined` where there are several, or none is known. */
  onlySource(file: string): string | undefined {
    return this.#program(file)?.onlySource;
  }

  /** What a person should know of what was found and what was not, one line each; with `verbose` also where all is well. */
  notes(verbose: boolean): string[] {
    return this.#notes.lines({ verbose, isCutShort: this.#directories?.isCutShort === true });
  }

  /** A frame as its source has it; `undefined` where that is not known. */
  original(frame: StackFrame): StackFrame | undefined {
    const program = this.#program(frame.file);
    if (program === undefined) return undefined;
    const original = program.original(frame);
    this.#notes.place(original !== undefined);
    return original;
  }

  #program(file: string): MappedProgram | undefined {
    const known = this.#programs.get(file);
    if (known !== undefined || this.#programs.has(file)) return known;
    const path = localPath(file);
    const program = path === undefined ? undefined : this.#load(path);
    this.#programs.set(file, program);
    return program;
  }

  #load(path: string): MappedProgram | undefined {
    if (this.#programs.size >= MOST_PROGRAMS) {
      this.#notes.missing(path);
      return undefined;
    }
    try {
      const found = this.#find(path);
      if (found === undefined) this.#notes.missing(path);
      else return this.#read(found);
    } catch (error) {
      if (!(error instanceof HeaptideError)) throw error;
      this.#notes.unusable(path, error);
    }
    return undefined;
  }

  #find(path: string): FoundSourceMap | undefined {
    const directories = this.#directories;
    if (directories === undefined) return findSourceMap(resolve(path));
    const match = directories.find(path);
    if (match.kind === 'several') this.#notes.ambiguous(path, match.paths);
    return match.kind === 'one' ? findSourceMap(match.path, (file) => directories.holds(file)) : undefined;
  }

  #read({ text, file, program }: FoundSourceMap): MappedProgram {
    const parsed = parseSourceMap(text);
    this.#mappingsLength += parsed.mappingsLength;
    if (this.#mappingsLength > MAX_MAPPINGS)
      throw sourceMapError('those before it take all the room there is');
    this.#notes.found();
    const map = new SourceMap(parsed, file);
    // The program is read for names only.
    const isNeeded = map.tellsNames && program !== undefined;
    return new MappedProgram(map, isNeeded ? new ProgramText(program) : undefined);
  }
}
