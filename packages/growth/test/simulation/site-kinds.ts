import type { Random } from './random.js';

/** How the samples of one site come and go; time is counted in rounds. */
export interface SiteKind {
  /** Arrivals at `time` relative to the site's mean rate; 1 throughout when absent. */
  readonly rate?: (time: number) => number;
  /** Rounds that a sample born at `time` lives. */
  readonly lifetime: (time: number) => number;
}

type MakeKind = (random: Random) => SiteKind;

const untilNext = (period: number, time: number): number => Math.ceil((time + 1e-9) / period) * period - time;

/** Sites in balance: lifetimes of 0.05 to 9 rounds, of six kinds. */
export const STABLE: Readonly<Record<string, MakeKind>> = {
  exponential: (random) => {
    const mean = random.logUniform(0.05, 8);
    return { lifetime: () => random.exponential(mean) };
  },
  fixed: (random) => {
    const life = random.logUniform(0.05, 9);
    return { lifetime: () => life };
  },
  logNormal: (random) => {
    const median = random.logUniform(0.05, 3);
    return { lifetime: () => Math.min(9, median * Math.exp(random.normal())) };
  },
  pareto: (random) => {
    const least = random.logUniform(0.05, 0.6);
    return { lifetime: () => Math.min(9, least * (1 - random.uniform()) ** (-1 / 1.3)) };
  },
  sweep: (random) => {
    const ttl = random.logUniform(0.3, 5);
    const period = random.logUniform(0.3, 4);
    return { lifetime: (time) => untilNext(period, time + ttl) + ttl };
  },
  clearAll: (random) => {
    const period = random.logUniform(0.6, 9);
    return { lifetime: (time) => untilNext(period, time) };
  },
};

/** Sites that grow and then stop: caches, pools, registries, what is loaded once. */
export const BOUNDED: Readonly<Record<string, MakeKind>> = {
  lruFill: (random) => {
    const life = random.logUniform(0.5, 9);
    return { lifetime: () => life };
  },
  randomEviction: (random) => {
    const full = random.logUniform(0.5, 7);
    return { lifetime: (time) => Math.max(0, full - time) + random.exponential(full) };
  },
  coupon: (random) => {
    const scale = random.logUniform(0.5, 8);
    return { lifetime: () => Infinity, rate: (time) => Math.exp(-time / scale) };
  },
  pool: (random) => {
    const full = random.logUniform(0.5, 8);
    return { lifetime: () => Infinity, rate: (time) => (time < full ? 1 : 0) };
  },
  loadedOnce: (random) => {
    const at = 1 + 6 * random.uniform();
    return { lifetime: () => Infinity, rate: (time) => (time > at && time < at + 0.8 ? 8 : 0) };
  },
  loadRamp: (random) => {
    const life = random.logUniform(0.3, 2);
    const full = 4 + 12 * random.uniform();
    return { lifetime: () => random.exponential(life), rate: (time) => Math.min(1, time / full) };
  },
  dayNight: (random) => {
    const life = random.logUniform(0.3, 2.5);
    const period = 6 + 10 * random.uniform();
    const phase = random.uniform();
    const rate = (time: number): number => 0.55 + 0.45 * Math.sin(2 * Math.PI * (time / period + phase));
    return { lifetime: () => random.exponential(life), rate };
  },
};

/** Sites that leak, some beside a healthy use. */
export const LEAKING: Readonly<Record<string, MakeKind>> = {
  steady: () => ({ lifetime: () => Infinity }),
  besideRing: (random) => {
    const share = 0.15 + 0.5 * random.uniform();
    const life = random.logUniform(0.3, 4);
    return { lifetime: () => (random.uniform() < share ? Infinity : life) };
  },
  besideChurn: (random) => {
    const share = 0.15 + 0.5 * random.uniform();
    const life = random.logUniform(0.3, 3);
    return { lifetime: () => (random.uniform() < share ? Infinity : random.exponential(life)) };
  },
  afterWarmUp: (random) => {
    const scale = 1 + 2 * random.uniform();
    return { lifetime: () => Infinity, rate: (time) => 0.5 + 2 * Math.exp(-time / scale) };
  },
  late: (random) => {
    const at = 3 + 6 * random.uniform();
    return { lifetime: () => Infinity, rate: (time) => (time > at ? 1.3 : 0) };
  },
  bursts: (random) => {
    const period = 1 + 1.5 * random.uniform();
    return { lifetime: () => Infinity, rate: (time) => ((time / period) % 1 < 0.3 ? 1 / 0.3 : 0) };
  },
  slowQueue: (random) => {
    const lag = 0.06 + 0.1 * random.uniform();
    return { lifetime: (time) => 0.3 + lag * time };
  },
};
