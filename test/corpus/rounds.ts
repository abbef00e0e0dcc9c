export const ROUNDS = 20;

/** Whether a program does as much work in every round. */
export type RoundKind = 'steady' | 'uneven';

/**
 * Work per round in multiples of a program's own: all 1, or between a half and three times as much, drawn anew for every
 * seed, as traffic between captures is in life.
 */
export function roundShares(kind: RoundKind, seed: number): number[] {
  if (kind === 'steady') return new Array<number>(ROUNDS).fill(1);
  const random = mulberry32(seed);
  const shares = [0.5, 1, 1, 1.5, 2, 3];
  return Array.from({ length: ROUNDS }, () => shares[Math.floor(random() * shares.length)]!);
}

/** Units of work before each capture. */
export function unitsOfRounds(units: number, shares: readonly number[]): number[] {
  return shares.map((share) => Math.max(1, Math.round(units * share)));
}

/** Seeded uniform numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
