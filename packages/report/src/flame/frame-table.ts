import { compareUtf8, type Profile } from '@heaptide/profile';

/** The functions of a flame graph, by name, then file, then line, each told from the others by all three. */
export interface FlameFrames {
  readonly length: number;
  /** As in the profile, not safe to print; `<unknown>` where the profile does not say. */
  readonly name: readonly string[];
  /** `''` when unknown. */
  readonly file: readonly string[];
  /** 1-based line where the function begins, or else the first line seen of it; 0 when unknown. */
  readonly line: Float64Array;
}

/** Where the frames of each location of one profile are: `frames[offsets[l]]` up to `offsets[l + 1]`, outermost first. */
export interface LocationFrames {
  readonly offsets: Int32Array;
  readonly frames: Int32Array;
}

/** Numbers the functions of several profiles, equal ones alike. */
export class FrameTable {
  readonly #ids = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #files: string[] = [];
  readonly #lines: number[] = [];
  readonly #certain: boolean[] = [];

  /** The frames of all locations of `profile`; a location without lines is one unknown frame. */
  add({ strings, functions, locations }: Profile): LocationFrames {
    const { lineOffsets, lineFunction, lineNumber } = locations;
    const known = new Int32Array(functions.length).fill(-1);
    const frameAt = (row: number): number => {
      const func = lineFunction[row]!;
      const name = strings.get(functions.name[func]!);
      const begin = functions.startLine[func]!;
      // Anonymous functions that do not say where they begin can be told apart by nothing but the line.
      if (begin <= 0 && isAnonymous(name)) {
        return this.#id(name, strings.get(functions.filename[func]!), lineNumber[row]!, true);
      }
      if (known[func] === -1)
        known[func] = this.#id(name, strings.get(functions.filename[func]!), begin, begin > 0);
      if (begin <= 0) this.#sawLine(known[func]!, lineNumber[row]!);
      return known[func]!;
    };
    const offsets = new Int32Array(locations.length + 1);
    const frames = new Int32Array(locations.length + lineFunction.length);
    let end = 0;
    for (let location = 0; location < locations.length; location++) {
      const first = lineOffsets[location]!;
      for (let row = lineOffsets[location + 1]! - 1; row >= first; row--) frames[end++] = frameAt(row);
      if (end === offsets[location]) frames[end++] = this.#id('', '', 0, true);
      offsets[location + 1] = end;
    }
    return { offsets, frames };
  }

  /** All frames in order, and for each number given out so far its place there. */
  sorted(): { readonly frames: FlameFrames; readonly placeOf: Int32Array } {
    const ids = Int32Array.from(this.#names, (_, id) => id).sort(
      (a, b) =>
        compareUtf8(this.#names[a]!, this.#names[b]!) ||
        compareUtf8(this.#files[a]!, this.#files[b]!) ||
        this.#lines[a]! - this.#lines[b]! ||
        Number(this.#certain[b]) - Number(this.#certain[a]),
    );
    const placeOf = new Int32Array(ids.length);
    ids.forEach((id, place) => (placeOf[id] = place));
    const frames = {
      length: ids.length,
      name: Array.from(ids, (id) => this.#names[id]!),
      file: Array.from(ids, (id) => this.#files[id]!),
      line: Float64Array.from(ids, (id) => this.#lines[id]!),
    };
    return { frames, placeOf };
  }

  /** `certain`: the line tells functions apart, rather than being one at which the function was seen. */
  #id(given: string, file: string, line: number, certain: boolean): number {
    const name = given === '' ? '<unknown>' : given;
    const key = `${certain ? line : '?'} ${name.length}:${name}${file}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#names.push(name) - 1;
    this.#files.push(file);
    this.#lines.push(line);
    this.#certain.push(certain);
    this.#ids.set(key, id);
    return id;
  }

  #sawLine(id: number, line: number): void {
    const first = this.#lines[id]!;
    if (line > 0 && (first <= 0 || line < first)) this.#lines[id] = line;
  }
}

/** As V8 and those who write profiles from it call functions without a name. */
export function isAnonymous(name: string): boolean {
  return name === '' || /^[(<]anonymous/.test(name);
}
