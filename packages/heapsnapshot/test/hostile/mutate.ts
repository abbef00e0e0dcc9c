/** Numbers from 0 up to 1, the same for the same seed. Method: mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const NUMBERS = [
  '0',
  '1',
  '-1',
  '7',
  '65536',
  '2147483648',
  '4294967295',
  '4294967296',
  '1e9',
  '0.5',
  '9'.repeat(400),
];
const WORDS = [
  'null',
  '[]',
  '{}',
  '""',
  '[[',
  '}}',
  '"nodes":[',
  '"\\',
  '\\u12',
  '\0',
  '\u2028',
  '"__proto__":1,',
];

/** The file with one to four things done to it: bytes flipped, cut, spliced, doubled, numbers and words exchanged. */
export function mutate(file: Buffer, seed: number): Buffer {
  const random = seededRandom(seed);
  let mutant = file;
  for (let left = 1 + Math.floor(random() * 4); left > 0; left--) mutant = changed(mutant, random);
  return mutant;
}

function changed(file: Buffer, random: () => number): Buffer {
  const below = (bound: number): number => Math.floor(random() * bound);
  // Half of the time within the header, which is a small part of the file.
  const at = random() < 0.5 ? below(Math.min(file.length, 2_000)) : below(file.length);
  const length = 1 + below(random() < 0.5 ? 8 : 4_000);
  switch (below(7)) {
    case 0: {
      const flipped = Buffer.from(file);
      if (at < flipped.length) flipped[at]! ^= 1 << below(8);
      return flipped;
    }
    case 1:
      return file.subarray(0, at);
    case 2:
      return spliced(file, at, length, Buffer.alloc(0));
    case 3: {
      const from = below(file.length);
      return spliced(file, at, below(2) * length, file.subarray(from, from + length));
    }
    case 4:
      return spliced(file, at, below(8), Buffer.from(WORDS[below(WORDS.length)]!));
    default:
      return withNumber(file, at, NUMBERS[below(NUMBERS.length)]!);
  }
}

function spliced(file: Buffer, at: number, removed: number, inserted: Buffer): Buffer {
  return Buffer.concat([file.subarray(0, at), inserted, file.subarray(at + removed)]);
}

/** The first number from there on is another one. */
function withNumber(file: Buffer, from: number, number: string): Buffer {
  const isDigit = (at: number): boolean => at < file.length && file[at]! >= 0x30 && file[at]! <= 0x39;
  let start = from;
  while (start < file.length && !isDigit(start)) start++;
  let end = start;
  while (isDigit(end)) end++;
  return spliced(file, start, end - start, Buffer.from(number));
}
