import type { Profile } from '@heaptide/profile';
import type { Frame } from './growth-report.js';

/** Number of a function within one hunt. */
export type FrameId = number;

/** No function of the application stands there, but Node's own. */
export const FOREIGN = -1;
/** The agent's own code stands there. */
export const OURS = -2;

/** How the files of the agent begin, as Node's own begin with `node:`. */
const OUR_FILES = 'heaptide:';

/** Numbers the functions of a series. A function is told by its name and by the place where it begins. */
export class FrameTable {
  readonly frames: Frame[] = [];
  /** By file, then by position, where there is hardly ever more than one: a map for each function would take half a kilobyte. */
  private readonly byPlace = new Map<string, Map<number, FrameId[]>>();

  /**
   * The innermost function of a location that belongs to the application; where there is none {@link OURS} if the agent's
   * is among them, whose hooks stand on the stacks of what they watch, else {@link FOREIGN}.
   */
  applicationFrame(profile: Profile, location: number): FrameId {
    const { strings, functions, locations } = profile;
    let ours = false;
    for (let row = locations.lineOffsets[location]!; row < locations.lineOffsets[location + 1]!; row++) {
      const file = strings.get(functions.filename[locations.lineFunction[row]!]!);
      if (file.startsWith(OUR_FILES)) ours = true;
      else if (file !== '' && !file.startsWith('node:')) return this.frameAt(profile, row);
    }
    return ours ? OURS : FOREIGN;
  }

  /** The innermost function of a location, whoever it belongs to. */
  innermostFrame(profile: Profile, location: number): FrameId {
    const row = profile.locations.lineOffsets[location]!;
    if (row === profile.locations.lineOffsets[location + 1]!) return this.number('', '', 0, 0);
    return this.frameAt(profile, row);
  }

  /** All functions of a location, innermost first. */
  *framesOf(profile: Profile, location: number): Generator<Frame> {
    const { lineOffsets } = profile.locations;
    for (let row = lineOffsets[location]!; row < lineOffsets[location + 1]!; row++) {
      yield this.frames[this.frameAt(profile, row)]!;
    }
  }

  /** Stands for a stack without functions. */
  get nowhere(): FrameId {
    return this.number('(no stack)', '', 0, 0);
  }

  /** Stands for what the agent allocates for itself. */
  get agent(): FrameId {
    return this.number('(agent)', OUR_FILES, 0, 0);
  }

  private frameAt({ strings, functions, locations }: Profile, row: number): FrameId {
    const func = locations.lineFunction[row]!;
    return this.number(
      strings.get(functions.name[func]!),
      strings.get(functions.filename[func]!),
      functions.startLine[func]! || locations.lineNumber[row]!,
      locations.lineColumn[row]!,
    );
  }

  private number(name: string, file: string, line: number, column: number): FrameId {
    let byPosition = this.byPlace.get(file);
    if (byPosition === undefined) this.byPlace.set(file, (byPosition = new Map<number, FrameId[]>()));
    const position = line * COLUMNS + column;
    const here = byPosition.get(position);
    const known = here?.find((id) => this.frames[id]!.function === name);
    if (known !== undefined) return known;
    const id = this.frames.length;
    this.frames.push({ function: name, file, line, column });
    if (here === undefined) byPosition.set(position, [id]);
    else here.push(id);
    return id;
  }
}

/** More than any line has columns. */
const COLUMNS = 2 ** 24;

/** Whether a function stands for what the agent allocates for itself. */
export function isAgent({ file }: Frame): boolean {
  return file === OUR_FILES;
}
