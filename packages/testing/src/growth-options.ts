/** How a function is measured; all have defaults. */
export interface GrowthOptions {
  /** Rounds of calls that are measured, 14 at least: a leak is confirmed by the 14th reading of the heap. 16 by default. */
  readonly rounds?: number;
  /** Rounds before, in which caches fill and code is compiled; 1 at least, 2 by default. */
  readonly warmup?: number;
  /** Calls in a round; by default as many as fit into some 50 ms, 4 to 1000 of them, which the warm-up finds out. */
  readonly iterations?: number;
  /** Mean bytes between two samples of the heap, 128 at least: 1024 by default. Finer finds smaller leaks, and slows calls. */
  readonly interval?: number;
}

/** {@link GrowthOptions}, checked and completed; `iterations` is left to the warm-up where it is `undefined`. */
export interface GrowthSettings {
  readonly rounds: number;
  readonly warmup: number;
  readonly iterations: number | undefined;
  readonly interval: number;
}

/** @throws {RangeError} for a number that is out of range. */
export function growthSettings(options: GrowthOptions): GrowthSettings {
  const { rounds = 16, warmup = 2, iterations, interval = 1024 } = options;
  requireWhole('rounds', rounds, 14);
  requireWhole('warmup', warmup, 1);
  requireWhole('interval', interval, 128);
  if (iterations !== undefined) requireWhole('iterations', iterations, 1);
  return { rounds, warmup, iterations, interval };
}

function requireWhole(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new RangeError(`${name} must be a whole number from ${least}, not ${value}`);
}
