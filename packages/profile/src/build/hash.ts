/** Takes one more 32-bit word into a hash: a round of MurmurHash3 without its addition. */
export function mixHash(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x85ebca6b);
  return (mixed << 13) | (mixed >>> 19);
}

/** Ends a hash, so that tables which take its low bits get a share of all. */
export function finishHash(hash: number): number {
  const folded = Math.imul(hash ^ (hash >>> 16), 0xc2b2ae35);
  return folded ^ (folded >>> 13);
}
