import type { Frame } from '@heaptide/growth';
import type { LocationId, Profile } from '@heaptide/profile';

/** Number of a function within one {@link CallFrames}. */
export type CallFrameId = number & { readonly __number: 'call frame' };

/** A function that was asked for. Without a column, or with 0, functions that begin on one line are not told apart. */
export interface WantedFrame {
  readonly function: string;
  readonly file: string;
  /** Where it begins, or, where the profile does not say, where it was seen. */
  readonly line: number;
  readonly column?: number;
}

/** The functions of a profile, as `@heaptide/growth` tells them apart: by name and by the place where they begin. */
export class CallFrames {
  readonly #profile: Profile;
  readonly #frames: Frame[] = [];
  readonly #ids = new Map<string, CallFrameId>();
  /** By row of the line columns. */
  readonly #known: Int32Array;

  constructor(profile: Profile) {
    this.#profile = profile;
    this.#known = new Int32Array(profile.locations.lineFunction.length).fill(-1);
  }

  /** Raw text. */
  frame(id: CallFrameId): Frame {
    return this.#frames[id]!;
  }

  /** The functions at one location, innermost first; one without a name where nothing is known of it. */
  idsAt(location: LocationId): readonly CallFrameId[] {
    const { lineOffsets } = this.#profile.locations;
    const ids: CallFrameId[] = [];
    for (let row = lineOffsets[location]!; row < lineOffsets[location + 1]!; row++) ids.push(this.#idOf(row));
    return ids.length > 0 ? ids : [this.#number({ function: '', file: '', line: 0, column: 0 })];
  }

  /** The rows of the line columns at which a function stands: 1, else 0. */
  rowsOf(wanted: WantedFrame): Uint8Array {
    const { strings, functions, locations } = this.#profile;
    const named = new Uint8Array(functions.length);
    for (let id = 0; id < functions.length; id++) {
      named[id] = Number(
        strings.get(functions.name[id]!) === wanted.function &&
          strings.get(functions.filename[id]!) === wanted.file,
      );
    }
    const rows = new Uint8Array(locations.lineFunction.length);
    for (let row = 0; row < rows.length; row++) {
      if (named[locations.lineFunction[row]!] === 0) continue;
      const { line, column } = this.#frames[this.#idOf(row)]!;
      const sameColumn = !wanted.column || column === 0 || column === wanted.column;
      rows[row] = Number(line === wanted.line && sameColumn);
    }
    return rows;
  }

  #idOf(row: number): CallFrameId {
    const known = this.#known[row]!;
    if (known !== -1) return known as CallFrameId;
    const { strings, functions, locations } = this.#profile;
    const id = locations.lineFunction[row]!;
    const begin = functions.startLine[id]!;
    const line = locations.lineNumber[row]!;
    const frame = {
      function: strings.get(functions.name[id]!),
      file: strings.get(functions.filename[id]!),
      line: begin || line,
      // Of a line within the function the column says nothing about where it begins.
      column: begin === 0 || begin === line ? locations.lineColumn[row]! : 0,
    };
    return (this.#known[row] = this.#number(frame));
  }

  #number(frame: Frame): CallFrameId {
    const key = `${frame.line}:${frame.column}:${frame.function.length}:${frame.function}${frame.file}`;
    let id = this.#ids.get(key);
    if (id === undefined) this.#ids.set(key, (id = (this.#frames.push(frame) - 1) as CallFrameId));
    return id;
  }
}
