import fc from 'fast-check';

/** Ways to cut bytes: the lengths of the pieces, over and over. */
export const arbitraryCuts: fc.Arbitrary<readonly number[]> = fc.array(fc.integer({ min: 1, max: 40 }), {
  minLength: 1,
  maxLength: 12,
});

/** `bytes` in pieces of these lengths. */
export function cut(bytes: Buffer, lengths: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const piece = bytes.subarray(at, at + lengths[pieces.length % lengths.length]!);
    pieces.push(piece);
    at += piece.length;
  }
  return pieces;
}
