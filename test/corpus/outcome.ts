import type { GrowthReport } from '@heaptide/growth';
import type { CorpusRun } from './corpus-series.js';
import type { JudgedSeries, RedSite } from './judge-rounds.js';
import type { CorpusProgram } from './manifest.js';
import { growsAsTold } from './measured-growth.js';
import { unitsOfRounds } from './rounds.js';

/** First and last rounds whose verdicts count. */
const FROM = 5;
const UNTIL = 20;

/** What the verdicts on one run of one program come to. */
export interface Outcome {
  readonly program: CorpusProgram;
  readonly run: Pick<CorpusRun, 'node' | 'seed'>;
  /** `false` for a leaking program that does not grow here: it is left out of what is found. */
  readonly leaksHere: boolean;
  /** Round in which a right site was first red, and first confirmed. */
  readonly found: number | undefined;
  readonly confirmed: number | undefined;
  /** Sites that were red at any round and ought not to have been. */
  readonly wrong: readonly WrongSite[];
  /** Red sites at the last round, and those of them that are right. */
  readonly redAtEnd: number;
  readonly rightAtEnd: number;
  /** What was said of the process at the last round, and why. */
  readonly verdictAtEnd: GrowthReport['verdict'];
  readonly reasonAtEnd: string;
  /** Growth that was told of, at the last round, without a site. */
  readonly offHeapAtEnd: 'external' | 'native' | undefined;
  /** A healthy program that fills up and was full before the last round. */
  readonly isWarmUp: boolean;
  /** Sites of a healthy program that were red or growing at any round, and those that were neither at the last. */
  readonly suspected: number;
  readonly withdrawn: number;
  /** Names of those that still were. */
  readonly stillSuspected: readonly string[];
}

export interface WrongSite extends Omit<RedSite, 'right'> {
  /** Rounds in which it was red. */
  readonly rounds: readonly number[];
  readonly isRedAtEnd: boolean;
}

export function outcomeOf(
  { program, node, seed, shares }: CorpusRun,
  { rounds, memory }: JudgedSeries,
): Outcome {
  const judged = rounds.filter(({ round }) => round >= FROM && round <= UNTIL);
  const last = judged.at(-1);
  if (last === undefined) throw new Error(`${program.name}: its series has no round ${FROM}`);
  const isRight = (site: RedSite): boolean => program.leaks && site.right;
  const firstRound = (is: (site: RedSite) => boolean): number | undefined =>
    judged.find(({ red }) => red.some((site) => isRight(site) && is(site)))?.round;
  const suspectedIn = ({ red, growing }: (typeof judged)[number]): string[] =>
    program.leaks ? [] : [...red.map(({ name }) => name), ...growing];
  const suspected = new Set(judged.flatMap(suspectedIn));
  const stillSuspected = new Set(suspectedIn(last));
  return {
    program,
    run: { node, seed },
    leaksHere: program.leaks && growsAsTold(program, memory, shares),
    found: firstRound(() => true),
    confirmed: firstRound(({ confirmed }) => confirmed),
    wrong: wrongSites(judged, isRight, last.round),
    redAtEnd: last.red.length,
    rightAtEnd: last.red.filter(isRight).length,
    verdictAtEnd: last.verdict,
    reasonAtEnd: last.reason,
    offHeapAtEnd: last.offHeap,
    isWarmUp: isFullBefore(program, shares),
    suspected: suspected.size,
    withdrawn: suspected.size - stillSuspected.size,
    stillSuspected: [...stillSuspected],
  };
}

function wrongSites(
  judged: JudgedSeries['rounds'],
  isRight: (site: RedSite) => boolean,
  last: number,
): WrongSite[] {
  const sites = new Map<string, WrongSite>();
  for (const { round, red } of judged) {
    for (const { name, scope, verdict, confirmed } of red.filter((site) => !isRight(site))) {
      const before = sites.get(name);
      sites.set(name, {
        name,
        scope,
        verdict,
        confirmed: confirmed || before?.confirmed === true,
        rounds: [...new Set([...(before?.rounds ?? []), round])],
        isRedAtEnd: round === last,
      });
    }
  }
  return [...sites.values()];
}

function isFullBefore({ leaks, units, plateauUnits }: CorpusProgram, shares: readonly number[]): boolean {
  if (leaks || plateauUnits === undefined) return false;
  const done = unitsOfRounds(units, shares.slice(0, -1)).reduce((sum, round) => sum + round, 0);
  return plateauUnits < done;
}
