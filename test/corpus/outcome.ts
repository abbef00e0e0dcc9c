import type { CorpusProgram } from './manifest.js';
import type { RoundVerdict } from './judge-rounds.js';

/** First and last rounds whose verdicts count. */
const FROM = 5;
const UNTIL = 20;

/** What the verdicts on one run of one program come to. */
export interface Outcome {
  readonly program: CorpusProgram;
  readonly run: string;
  /** Round in which a right site was first red, and first confirmed. */
  readonly found: number | undefined;
  readonly confirmed: number | undefined;
  /** A wrong site was red, was confirmed, at any round; and is red at the last one. */
  readonly everWrong: boolean;
  readonly wrongConfirmed: boolean;
  readonly wrongAtEnd: boolean;
  readonly rightAtEnd: boolean;
  /** Wrong sites, by name. */
  readonly wrongSites: readonly string[];
}

export function outcomeOf(program: CorpusProgram, run: string, verdicts: readonly RoundVerdict[]): Outcome {
  const judged = verdicts.filter(({ round }) => round >= FROM && round <= UNTIL);
  const sites = judged.flatMap(({ round, red }) => red.map((site) => ({ ...site, round })));
  const right = sites.filter((site) => program.leaks && site.right);
  const wrong = sites.filter((site) => !(program.leaks && site.right));
  const last = judged.at(-1)?.round;
  return {
    program,
    run,
    found: right[0]?.round,
    confirmed: right.find((site) => site.confirmed)?.round,
    everWrong: wrong.length > 0,
    wrongConfirmed: wrong.some((site) => site.confirmed),
    wrongAtEnd: wrong.some(({ round }) => round === last),
    rightAtEnd: right.some(({ round }) => round === last),
    wrongSites: [...new Set(wrong.map(({ name }) => name))],
  };
}
