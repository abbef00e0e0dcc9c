import type { LocationId, Profile } from '../profile.js';

/** A frame of a stack, spelled out. Numbers are 1-based and 0 when unknown. */
export interface StackFrame {
  /** `''` when unknown. */
  readonly name: string;
  /** `''` when unknown. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Where the function begins. */
  readonly startLine: number;
}

const UNKNOWN: StackFrame = { name: '', file: '', line: 0, column: 0, startLine: 0 };

/**
 * The frames of a sample, given by row number: leaf first, and of calls that were inlined the innermost first.
 * A location without lines is one frame of which nothing is known.
 */
export function stackFrames(profile: Profile, sample: number): StackFrame[] {
  const { stack, stackOffsets } = profile.samples;
  const frames: StackFrame[] = [];
  for (let i = stackOffsets[sample]!; i < stackOffsets[sample + 1]!; i++) {
    frames.push(...locationFrames(profile, stack[i]! as LocationId));
  }
  return frames;
}

/** The frames that stand at one location, innermost first: the piece of {@link stackFrames} that is worth caching. */
export function locationFrames(profile: Profile, location: LocationId): StackFrame[] {
  const { strings, functions, locations } = profile;
  const frames: StackFrame[] = [];
  for (let row = locations.lineOffsets[location]!; row < locations.lineOffsets[location + 1]!; row++) {
    const func = locations.lineFunction[row]!;
    frames.push({
      name: strings.get(functions.name[func]!),
      file: strings.get(functions.filename[func]!),
      line: locations.lineNumber[row]!,
      column: locations.lineColumn[row]!,
      startLine: functions.startLine[func]!,
    });
  }
  return frames.length === 0 ? [UNKNOWN] : frames;
}
