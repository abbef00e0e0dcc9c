import type { FailedRun } from './corpus-series.js';
import type { Outcome, WrongSite } from './outcome.js';

/** What went wrong, by name, one line each. */
export interface Misses {
  readonly missed: readonly string[];
  readonly late: readonly string[];
  readonly wrongInHealthy: readonly string[];
  readonly wrongInLeaks: readonly string[];
  /** Warm-ups that were still red or growing at the last round. */
  readonly notWithdrawn: readonly string[];
  readonly doesNotGrow: readonly string[];
  readonly notRun: readonly string[];
}

/** A leak first named later than this is listed. */
const LATE = 12;

export function missesOf(outcomes: readonly Outcome[], failed: readonly FailedRun[]): Misses {
  const leaks = outcomes.filter(({ leaksHere }) => leaksHere);
  return {
    missed: leaks
      .filter(({ found }) => found === undefined)
      .map((outcome) => `${titleOf(outcome)}: ${outcome.verdictAtEnd}, ${outcome.reasonAtEnd}`),
    late: leaks
      .filter(({ found }) => found !== undefined && found > LATE)
      .map((outcome) => `${titleOf(outcome)}: round ${outcome.found!}`),
    wrongInHealthy: outcomes.filter(({ program }) => !program.leaks).flatMap(wrongLines),
    wrongInLeaks: leaks.flatMap(wrongLines),
    notWithdrawn: outcomes
      .filter(({ isWarmUp, stillSuspected }) => isWarmUp && stillSuspected.length > 0)
      .map((outcome) => `${titleOf(outcome)}: ${outcome.stillSuspected.join(', ')}`),
    doesNotGrow: outcomes.filter(({ program, leaksHere }) => program.leaks && !leaksHere).map(titleOf),
    notRun: failed.map(({ run, reason }) => `${titleOf({ program: run.program, run })}: ${reason}`),
  };
}

function titleOf({ program, run }: Pick<Outcome, 'program' | 'run'>): string {
  const note = program.decidableInWindow === false ? ' (cannot be known)' : '';
  return `${program.name}${note}, Node ${Number.parseInt(run.node, 10)}, seed ${run.seed}`;
}

function wrongLines(outcome: Outcome): string[] {
  return outcome.wrong.map((site) => `${titleOf(outcome)}: ${describeWrong(site)}`);
}

function describeWrong({ name, scope, verdict, confirmed, rounds, isRedAtEnd }: WrongSite): string {
  const by = scope === 'site' ? '' : ` (by ${scope})`;
  const when = `rounds ${rounds[0]!} to ${rounds.at(-1)!}`;
  return `${verdict} in ${name}${by}, ${when}${confirmed ? ', confirmed' : ''}${isRedAtEnd ? '' : ', withdrawn'}`;
}
