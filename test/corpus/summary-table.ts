import { inPercent, inRounds } from './figure-text.js';
import { markdownTable } from './markdown-table.js';
import type { Quantiles, Share, Summary } from './summary.js';
import { targetsOf } from './targets.js';

/** Summaries by what they are of. */
export type Summaries = Readonly<Record<string, Summary>>;

/** What was aimed at beside what was found; `!` marks what was missed. */
export function targetTable(summaries: Summaries): string {
  const columns = Object.values(summaries).map(targetsOf);
  return markdownTable(
    ['', 'aim', ...Object.keys(summaries)],
    columns[0]!.map(({ name, wanted }, row) => [
      name,
      wanted,
      ...columns.map((targets) => `${targets[row]!.found}${targets[row]!.met ? '' : ' **!**'}`),
    ]),
  );
}

/** Figures that nothing is aimed at for. */
const FIGURES: readonly (readonly [string, (summary: Summary) => Share | Quantiles])[] = [
  ['leaks neither on the JS heap nor in Buffers named', ({ foundNative }) => foundNative],
  ['the same told of without a site', ({ toldNative }) => toldNative],
  ['first red: median, nine in ten, all', ({ firstRed }) => firstRed],
  ['first confirmed', ({ firstConfirmed }) => firstConfirmed],
  ['leaking programs with a wrong site ever red', ({ wrongInLeaks }) => wrongInLeaks],
  ['red sites that are right, at round 20', ({ sitePrecision }) => sitePrecision],
  ['red healthy programs withdrawn by round 20', ({ redWithdrawn }) => redWithdrawn],
  ['red or growing sites of healthy programs withdrawn', ({ suspectsWithdrawn }) => suspectsWithdrawn],
  ['healthy programs that nobody can know to be, ever red', ({ undecidableRed }) => undecidableRed],
  ['missed leaks called clean', ({ missedCalledClean }) => missedCalledClean],
];

export function figureTable(summaries: Summaries): string {
  return markdownTable(
    ['', ...Object.keys(summaries)],
    FIGURES.map(([name, figure]) => [
      name,
      ...Object.values(summaries).map((summary) => {
        const value = figure(summary);
        return 'of' in value ? inPercent(value) : quantileCell(value, summary.found);
      }),
    ]),
  );
}

function quantileCell({ median, p90, max }: Quantiles, { of }: Share): string {
  return of === 0 ? '' : [median, p90, max].map(inRounds).join(', ');
}
