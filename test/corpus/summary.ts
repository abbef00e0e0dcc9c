import type { Outcome } from './outcome.js';

/** What a set of outcomes comes to; rounds are counted from 1. */
export interface Summary {
  readonly programs: number;
  /** Runs of leaking programs whose leak was named by the last round. */
  readonly found: Share;
  /** Of those, the leaks outside of the JS heap: in Buffers and ArrayBuffers, and elsewhere. */
  readonly foundExternal: Share;
  readonly foundNative: Share;
  /** Native leaks that were told of without a site. */
  readonly toldNative: Share;
  /** Healthy programs that can be known to be healthy within the rounds: ever red, ever confirmed. */
  readonly healthyRed: Share;
  readonly healthyConfirmed: Share;
  /** The others. */
  readonly undecidableRed: Share;
  /** Of the programs that are red at the last round, those that leak; undecidable ones aside. */
  readonly precision: Share;
  /** The same by site: those that are right. */
  readonly sitePrecision: Share;
  /** Runs of leaking programs in which a wrong site was ever red. */
  readonly wrongInLeaks: Share;
  readonly firstRed: Quantiles;
  readonly firstConfirmed: Quantiles;
  /** Red runs of healthy programs that can be known to be, no longer red at the last round. */
  readonly redWithdrawn: Share;
  /** Red or growing sites of healthy programs that had filled up by then, neither at the last round. */
  readonly warmUpsWithdrawn: Share;
  /** The same of all healthy programs that can be known to be. */
  readonly suspectsWithdrawn: Share;
  /** Leaks by way of libraries of others that were named by round {@link LIBRARY_ROUNDS}. */
  readonly librariesInTime: Share;
  /** Missed leaks of which the process was called clean all the same. */
  readonly missedCalledClean: Share;
}

/** `count` of `of`. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

/** Infinity where it is never. */
export interface Quantiles {
  readonly median: number;
  readonly p90: number;
  readonly max: number;
}

export const LIBRARY_ROUNDS = 10;

export function summarise(outcomes: readonly Outcome[]): Summary {
  const leaks = outcomes.filter(({ leaksHere }) => leaksHere);
  const missed = leaks.filter((outcome) => !isFound(outcome));
  const native = leaks.filter(({ program }) => program.heap === 'native');
  const healthy = outcomes.filter(({ program }) => !program.leaks && program.decidableInWindow !== false);
  const undecidable = outcomes.filter(({ program }) => program.decidableInWindow === false);
  const red = [...leaks, ...healthy].filter(({ redAtEnd }) => redAtEnd > 0);
  const everRed = healthy.filter(isEverWrong);
  return {
    programs: new Set(outcomes.map(({ program }) => program)).size,
    found: share(leaks, isFound),
    foundExternal: share(
      leaks.filter(({ program }) => program.heap === 'external'),
      isFound,
    ),
    foundNative: share(native, isFound),
    toldNative: share(native, ({ offHeapAtEnd }) => offHeapAtEnd === 'native'),
    healthyRed: share(healthy, isEverWrong),
    healthyConfirmed: share(healthy, ({ wrong }) => wrong.some(({ confirmed }) => confirmed)),
    undecidableRed: share(undecidable, isEverWrong),
    precision: share(red, ({ leaksHere }) => leaksHere),
    sitePrecision: {
      count: sum(red, ({ rightAtEnd }) => rightAtEnd),
      of: sum(red, ({ redAtEnd }) => redAtEnd),
    },
    wrongInLeaks: share(leaks, isEverWrong),
    firstRed: quantiles(leaks.map(({ found }) => found ?? Infinity)),
    firstConfirmed: quantiles(leaks.map(({ confirmed }) => confirmed ?? Infinity)),
    redWithdrawn: share(everRed, ({ redAtEnd }) => redAtEnd === 0),
    warmUpsWithdrawn: withdrawn(healthy.filter(({ isWarmUp }) => isWarmUp)),
    suspectsWithdrawn: withdrawn(healthy),
    librariesInTime: share(
      leaks.filter(({ program }) => program.npm !== undefined),
      ({ found }) => found !== undefined && found <= LIBRARY_ROUNDS,
    ),
    missedCalledClean: share(missed, ({ verdictAtEnd }) => verdictAtEnd === 'clean'),
  };
}

function isFound({ found }: Outcome): boolean {
  return found !== undefined;
}

function isEverWrong({ wrong }: Outcome): boolean {
  return wrong.length > 0;
}

function withdrawn(outcomes: readonly Outcome[]): Share {
  return { count: sum(outcomes, (each) => each.withdrawn), of: sum(outcomes, (each) => each.suspected) };
}

function share(outcomes: readonly Outcome[], is: (outcome: Outcome) => boolean): Share {
  return { count: outcomes.filter(is).length, of: outcomes.length };
}

function sum(outcomes: readonly Outcome[], figure: (outcome: Outcome) => number): number {
  return outcomes.reduce((all, outcome) => all + figure(outcome), 0);
}

function quantiles(rounds: readonly number[]): Quantiles {
  const sorted = [...rounds].sort((a, b) => a - b);
  const at = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Infinity;
  return { median: at(0.5), p90: at(0.9), max: at(1) };
}
