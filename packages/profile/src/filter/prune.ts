import { filterLines, lineCount } from './edit-lines.js';
import type { Locations, Profile } from '../profile.js';
import { rewriteSamples } from './rewrite-samples.js';
import type { TextTest } from './text-test.js';

/** Parentheses that belong to a name, and the first that does not. */
const PARENTHESIS = /\(anonymous namespace\)|operator\(\)|\(/g;

/** A function name up to its argument list, as patterns for frames to drop are written against. */
function simplify(name: string): string {
  const plain = name.startsWith('.') ? name.slice(1) : name;
  for (const { 0: found, index } of plain.matchAll(PARENTHESIS)) {
    if (found === '(') return plain.slice(0, index);
  }
  return plain;
}

/**
 * Removes the frames that match `drop` and not `keep`, with all that they call; frames before the first one of the user,
 * seen from the root, stay.
 *
 * Method: google/pprof `profile/prune.go`.
 */
export function prune(profile: Profile, drop: TextTest, keep?: TextTest): Profile {
  const { locations } = profile;
  const matches = matchFunctions(profile, (name) => drop.test(name) && !keep?.test(name));
  /** First line to keep of those locations that match. */
  const firstKept = new Int32Array(locations.length).fill(-1);
  for (let row = 0; row < locations.length; row++) {
    const from = locations.lineOffsets[row]!;
    let line = locations.lineOffsets[row + 1]! - 1;
    while (line >= from && !matches(locations.lineFunction[line]!)) line--;
    if (line >= from) firstKept[row] = line + 1;
  }
  const goesWhole = (row: number) => firstKept[row] === locations.lineOffsets[row + 1];
  const samples = rewriteSamples(profile, (_sample, stack, from, to, out, at) => {
    let start = from;
    let userSeen = false;
    for (let i = to - 1; i >= from; i--) {
      const location = stack[i]!;
      if (firstKept[location] === -1) userSeen = true;
      else if (userSeen) {
        start = goesWhole(location) ? i + 1 : i;
        break;
      }
    }
    out.set(stack.subarray(start, to), at);
    return to - start;
  });
  const kept = filterLines(
    locations,
    (line, row) => firstKept[row] === -1 || goesWhole(row) || line >= firstKept[row]!,
  );
  return { ...profile, locations: kept, samples };
}

/**
 * Removes what the leaf-most frame that matches calls; the frame itself stays.
 *
 * Method: google/pprof `profile/prune.go`.
 */
export function pruneFrom(profile: Profile, pattern: TextTest): Profile {
  const { locations } = profile;
  const matches = matchFunctions(profile, (name) => pattern.test(name));
  /** First line to keep; -1 where no line matches. */
  const firstKept = new Int32Array(locations.length).fill(-1);
  for (let row = 0; row < locations.length; row++) {
    const line = firstMatch(locations, row, matches);
    if (line !== -1) firstKept[row] = line;
  }
  const samples = rewriteSamples(profile, (_sample, stack, from, to, out, at) => {
    let start = from;
    while (start < to && firstKept[stack[start]!] === -1) start++;
    if (start === to) start = from;
    out.set(stack.subarray(start, to), at);
    return to - start;
  });
  const kept = filterLines(locations, (line, row) => line >= firstKept[row]!);
  return { ...profile, locations: kept, samples };
}

function firstMatch(locations: Locations, row: number, matches: (func: number) => boolean): number {
  const from = locations.lineOffsets[row]!;
  for (let i = 0; i < lineCount(locations, row); i++) {
    if (matches(locations.lineFunction[from + i]!)) return from + i;
  }
  return -1;
}

/** Functions without a name never match. */
function matchFunctions({ strings, functions }: Profile, test: (name: string) => boolean) {
  const known = new Int8Array(functions.length).fill(-1);
  return (row: number): boolean => {
    if (known[row] === -1) {
      const name = strings.get(functions.name[row]!);
      known[row] = name !== '' && test(simplify(name)) ? 1 : 0;
    }
    return known[row] === 1;
  };
}
