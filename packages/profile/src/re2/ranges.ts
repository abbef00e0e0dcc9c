/**
 * A set of code points: first and last of each range, in pairs. Sorted, disjoint and with gaps between, unless it is
 * called raw.
 */
export type Ranges = readonly number[];

export const MAX_CODE_POINT = 0x10ffff;
export const EVERYTHING: Ranges = [0, MAX_CODE_POINT];

/** Makes a set from raw ranges, of any order and overlap. */
export function cleanRanges(raw: Ranges): Ranges {
  const order = Array.from({ length: raw.length / 2 }, (_, i) => i * 2).sort((a, b) => raw[a]! - raw[b]!);
  const clean: number[] = [];
  for (const i of order) {
    const last = clean.length - 1;
    if (last > 0 && raw[i]! <= clean[last]! + 1) clean[last] = Math.max(clean[last]!, raw[i + 1]!);
    else clean.push(raw[i]!, raw[i + 1]!);
  }
  return clean;
}

export function negateRanges(ranges: Ranges): Ranges {
  const gaps: number[] = [];
  let next = 0;
  for (let i = 0; i < ranges.length; i += 2) {
    if (ranges[i]! > next) gaps.push(next, ranges[i]! - 1);
    next = ranges[i + 1]! + 1;
  }
  if (next <= MAX_CODE_POINT) gaps.push(next, MAX_CODE_POINT);
  return gaps;
}

export function rangesHave(ranges: Ranges, codePoint: number): boolean {
  let low = 0;
  let high = ranges.length / 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ranges[middle * 2 + 1]! < codePoint) low = middle + 1;
    else high = middle;
  }
  return low * 2 < ranges.length && ranges[low * 2]! <= codePoint;
}
