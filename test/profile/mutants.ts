/** Damage as it comes from broken disks, cut downloads, and people who mean it. All of it follows from `random`. */
export function mutant(seeds: readonly Uint8Array[], random: () => number): Uint8Array {
  let bytes = Uint8Array.from(pick(seeds, random));
  for (let times = 1 + Math.floor(4 * random() * random()); times > 0 && bytes.length > 0; times--) {
    bytes = Uint8Array.from(pick(MUTATIONS, random)(bytes, random, seeds));
  }
  return bytes;
}

/** Numbers from 0 to 1, the same for the same seed (xorshift32). */
export function randomNumbers(seed: number): () => number {
  let state = seed || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

type Mutation = (bytes: Uint8Array, random: () => number, seeds: readonly Uint8Array[]) => Iterable<number>;

/** Bytes that begin, end or lengthen numbers, and tags of the tables. */
const TELLING_BYTES = [0, 1, 0x7f, 0x80, 0xff, 0x0a, 0x12, 0x1a, 0x22, 0x2a, 0x32, 0x5b, 0x7b, 0x22];

const MUTATIONS: readonly Mutation[] = [
  function flipBit(bytes, random) {
    const at = place(bytes, random);
    return bytes.with(at, (bytes[at] ?? 0) ^ (1 << Math.floor(8 * random())));
  },
  function setByte(bytes, random) {
    return bytes.with(place(bytes, random), pick(TELLING_BYTES, random));
  },
  function nudgeByte(bytes, random) {
    const at = place(bytes, random);
    return bytes.with(at, (bytes[at] ?? 0) + (random() < 0.5 ? 1 : -1));
  },
  function cutEnd(bytes, random) {
    return bytes.subarray(0, place(bytes, random));
  },
  function cutOut(bytes, random) {
    const at = place(bytes, random);
    return [...bytes.subarray(0, at), ...bytes.subarray(at + 1 + Math.floor(20 * random()))];
  },
  function insertVarint(bytes, random) {
    const at = place(bytes, random);
    const varint = Array.from({ length: Math.floor(11 * random()) }, () => 0x80 | Math.floor(128 * random()));
    return [...bytes.subarray(0, at), ...varint, Math.floor(128 * random()), ...bytes.subarray(at)];
  },
  function repeatPart(bytes, random) {
    const at = place(bytes, random);
    const part = bytes.subarray(at, at + 1 + Math.floor(200 * random()));
    return [...bytes.subarray(0, at), ...part, ...part, ...bytes.subarray(at)];
  },
  function splice(bytes, random, seeds) {
    const other = pick(seeds, random);
    return [...bytes.subarray(0, place(bytes, random)), ...other.subarray(place(other, random))];
  },
];

function place(bytes: Uint8Array, random: () => number): number {
  return Math.floor(bytes.length * random());
}

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(list.length * random())]!;
}
