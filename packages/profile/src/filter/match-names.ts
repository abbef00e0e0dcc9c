import type { Profile } from '../profile.js';
import type { TextTest } from './text-test.js';

/** Where a pattern matches a profile: each name is tested once. */
export interface NameMatches {
  /** By its name or its file. */
  func(row: number): boolean;
  /** By the file of its mapping. */
  mapping(location: number): boolean;
  /** By any of its functions or its mapping. */
  location(row: number): boolean;
}

export function matchNames(
  { strings, functions, mappings, locations }: Profile,
  pattern: TextTest,
): NameMatches {
  const texts = new Int8Array(strings.length).fill(-1);
  const text = (id: number): boolean => {
    if (texts[id] === -1) texts[id] = pattern.test(strings.get(id)) ? 1 : 0;
    return texts[id] === 1;
  };
  const func = (row: number) => text(functions.name[row]!) || text(functions.filename[row]!);
  const mapping = (location: number) => {
    const row = locations.mapping[location]!;
    return row !== -1 && text(mappings.filename[row]!);
  };
  const location = (row: number) => {
    for (let line = locations.lineOffsets[row]!; line < locations.lineOffsets[row + 1]!; line++) {
      if (func(locations.lineFunction[line]!)) return true;
    }
    return mapping(row);
  };
  return { func, mapping, location };
}
