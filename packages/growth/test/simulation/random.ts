/** Seeded random draws. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Log-uniform between two positive bounds. */
  logUniform(low: number, high: number): number;
  exponential(mean: number): number;
  normal(): number;
  poisson(mean: number): number;
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    uniform,
    normal,
    logUniform: (low, high) => low * (high / low) ** uniform(),
    exponential: (mean) => -mean * Math.log(1 - uniform()),
    poisson: (mean) =>
      mean > 60 ? Math.max(0, Math.round(mean + Math.sqrt(mean) * normal())) : poisson(mean, uniform),
  };
}

/** Events of a Poisson process of that mean, by Knuth's product of uniforms. */
export function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit || count < 0; product *= random()) count++;
  return count;
}
