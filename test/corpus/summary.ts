import type { Outcome } from './outcome.js';

/** What a set of outcomes comes to; shares from 0 to 1, rounds counted from 1. */
export interface Summary {
  readonly leaks: number;
  /** Runs of leaking programs whose leak was named by the last round. */
  readonly recall: number;
  readonly external: { readonly runs: number; readonly found: number };
  readonly healthy: number;
  readonly healthyEverRed: number;
  readonly healthyConfirmed: number;
  readonly undecidable: number;
  readonly undecidableEverRed: number;
  /** Of the programs that are red at the last round, the share that leaks there. */
  readonly precision: number;
  /** Of the red sites of leaking programs, runs in which a wrong one was ever red. */
  readonly wrongInLeaks: number;
  readonly firstRed: Quantiles;
  readonly firstConfirmed: Quantiles;
}

export interface Quantiles {
  readonly median: number;
  readonly p90: number;
  readonly max: number;
}

export function summarise(outcomes: readonly Outcome[]): Summary {
  const leaks = outcomes.filter(({ program }) => program.leaks);
  const healthy = outcomes.filter(({ program }) => !program.leaks && program.decidableInWindow !== false);
  const undecidable = outcomes.filter(({ program }) => program.decidableInWindow === false);
  const external = leaks.filter(({ program }) => program.heap === 'external');
  const isRedAtEnd = ({ rightAtEnd, wrongAtEnd }: Outcome): boolean => rightAtEnd || wrongAtEnd;
  const redAtEnd = [...leaks, ...healthy].filter(isRedAtEnd);
  return {
    leaks: leaks.length,
    recall: leaks.filter(({ found }) => found !== undefined).length / leaks.length,
    external: {
      runs: external.length,
      found: external.filter(({ found }) => found !== undefined).length,
    },
    healthy: healthy.length,
    healthyEverRed: healthy.filter(({ everWrong }) => everWrong).length,
    healthyConfirmed: healthy.filter(({ wrongConfirmed }) => wrongConfirmed).length,
    undecidable: undecidable.length,
    undecidableEverRed: undecidable.filter(({ everWrong }) => everWrong).length,
    precision: redAtEnd.filter(({ program }) => program.leaks).length / redAtEnd.length,
    wrongInLeaks: leaks.filter(({ everWrong }) => everWrong).length,
    firstRed: quantiles(leaks.map(({ found }) => found ?? Infinity)),
    firstConfirmed: quantiles(leaks.map(({ confirmed }) => confirmed ?? Infinity)),
  };
}

function quantiles(rounds: readonly number[]): Quantiles {
  const sorted = [...rounds].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  return { median: at(0.5), p90: at(0.9), max: at(1) };
}
