import { cleanRanges, type Ranges, rangesHave } from './ranges.js';
import { scanCodePoints } from './scan-code-points.js';

/** Dotless i has a capital, but not under simple case folding. */
const DOTLESS_I = 0x131;
/** Up to here a class is folded one code point at a time. */
const FEW = 128;

/** The two code points beyond ASCII that fold to ASCII letters: Kelvin sign and long s. */
const BEYOND_ASCII: Readonly<Record<number, number>> = { 0x6b: 0x212a, 0x73: 0x17f };

let knownOrbits: ReadonlyMap<number, Ranges> | undefined;

/** A set with everything that differs from one of its code points only by case (Unicode's simple case folding). */
export function foldCase(ranges: Ranges): Ranges {
  const folded = [...ranges];
  if (sizeOf(ranges) <= FEW) {
    for (let i = 0; i < ranges.length; i += 2) {
      for (let c = ranges[i]!; c <= ranges[i + 1]!; c++) folded.push(...orbitOf(c));
    }
  } else {
    for (const orbit of new Set(orbits().values())) {
      for (let i = 0; i < orbit.length; i += 2) {
        if (!rangesHave(ranges, orbit[i]!)) continue;
        folded.push(...orbit);
        break;
      }
    }
  }
  return cleanRanges(folded);
}

function sizeOf(ranges: Ranges): number {
  let size = 0;
  for (let i = 0; i < ranges.length; i += 2) size += ranges[i + 1]! - ranges[i]! + 1;
  return size;
}

/** All case forms of a code point as raw ranges of one, nothing if it has only one form. */
function orbitOf(codePoint: number): Ranges {
  if (codePoint > 0x7f) return orbits().get(codePoint) ?? [];
  const lower = codePoint | 0x20;
  if (lower < 0x61 || lower > 0x7a || codePoint < 0x41) return [];
  const upper = lower - 0x20;
  const beyond = BEYOND_ASCII[lower];
  return [lower, lower, upper, upper, ...(beyond === undefined ? [] : [beyond, beyond])];
}

/** Every code point that has case, with the forms of it. */
function orbits(): ReadonlyMap<number, Ranges> {
  knownOrbits ??= collectOrbits();
  return knownOrbits;
}

function collectOrbits(): Map<number, number[]> {
  const found = new Map<number, number[]>();
  const cased = scanCodePoints('Changes_When_Casemapped');
  for (let i = 0; i < cased.length; i += 2) {
    for (let c = cased[i]!; c <= cased[i + 1]!; c++) {
      if (c === DOTLESS_I) continue;
      const text = String.fromCodePoint(c);
      join(found, c, text.toLowerCase());
      join(found, c, text.toUpperCase());
    }
  }
  return found;
}

/** Makes one orbit of those of `codePoint` and of the other case form, if that is a single code point. */
function join(found: Map<number, number[]>, codePoint: number, form: string): void {
  const other = form.codePointAt(0)!;
  if (other === codePoint || form.length !== (other > 0xffff ? 2 : 1)) return;
  const orbit = found.get(codePoint) ?? [codePoint, codePoint];
  const otherOrbit = found.get(other) ?? [other, other];
  if (orbit !== otherOrbit) orbit.push(...otherOrbit);
  for (const member of orbit) found.set(member, orbit);
}
