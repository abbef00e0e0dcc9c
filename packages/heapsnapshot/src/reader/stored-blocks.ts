import { sharedBytes, sharedFloats } from '../model/shared-arrays.js';

/** What `StoredStrings` is made of. */
export interface StoredBlocks {
  /** Behind the opening quote of each string. Floats, since a section may have more than 4 GiB. */
  readonly starts: Float64Array;
  /** The bytes of the section; each but the last has `STRING_BLOCK` of them. */
  readonly blocks: readonly Uint8Array[];
}

export const STRING_BLOCK = 1 << 20;

const QUOTE = 0x22;

/** Blocks to be filled. */
export function emptyBlocks(strings: number, bytes: number): StoredBlocks {
  const blocks: Uint8Array[] = [];
  for (let base = 0; base < bytes; base += STRING_BLOCK)
    blocks.push(sharedBytes(Math.min(STRING_BLOCK, bytes - base)));
  return { starts: sharedFloats(strings), blocks };
}

/** Whether the strings lie in the blocks in order, each behind its opening quote. */
export function areStoredBlocks({ starts, blocks }: StoredBlocks): boolean {
  let last = 0;
  for (const start of starts) {
    const quote = start - 1;
    if (!Number.isSafeInteger(start) || start <= last) return false;
    if (blocks[Math.floor(quote / STRING_BLOCK)]?.[quote % STRING_BLOCK] !== QUOTE) return false;
    last = start;
  }
  return true;
}
