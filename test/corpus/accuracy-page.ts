import { readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ServiceFigures } from '../../packages/growth/test/simulation/run-service.js';
import { inPercent } from './figure-text.js';
import type { Corpus } from './manifest.js';
import { markdownTable } from './markdown-table.js';
import { type Misses, missesOf } from './misses.js';
import { sectionsOf } from './page-section.js';
import { programTable } from './program-table.js';
import { ROUNDS } from './rounds.js';
import type { CorporaRuns, JudgedRuns } from './run-corpora.js';
import { type Summary, summarise } from './summary.js';
import { figureTable, type Summaries, targetTable } from './summary-table.js';

/** What was run, and what it came to. */
export interface AccuracyFindings {
  readonly fine: Measured;
  /** At an interval that is too coarse for so few captures. */
  readonly coarse: Measured;
  readonly services: readonly ServiceFigures[];
}

export interface Measured {
  readonly setting: CorporaRuns;
  readonly judged: JudgedRuns;
}

const PAGE = fileURLToPath(new URL('../../docs/accuracy.md', import.meta.url));

/** Writes docs/accuracy.md anew, but for the parts that others write. */
export async function writeAccuracyPage(findings: AccuracyFindings): Promise<void> {
  const others = sectionsOf(await readFile(PAGE, 'utf8'));
  await writeFile(`${PAGE}.new`, accuracyPage(findings) + others);
  await rename(`${PAGE}.new`, PAGE);
}

function accuracyPage({ fine, coarse, services }: AccuracyFindings): string {
  const coarseMisses = missesOf(coarse.judged.outcomes, coarse.judged.failed);
  return `# Accuracy

How many leaks \`heaptide growth\` names, how soon, and how often it names what is none. \`npm run corpus -- --docs\` runs the
programs, judges them and writes this page. \`!\` marks an aim that was missed.

## What was run

${fine.setting.corpora.map(corpusLine).join('\n')}

Each program runs under the agent, with a sample every ${inKib(fine.setting.interval)} of allocation and a capture (\`gc=1&births=1\`) after
each of ${ROUNDS} rounds of work, and is judged after every capture; verdicts of rounds 5 to ${ROUNDS} count.

- Node.js ${nodesOf(fine)}; ${fine.setting.seeds.length} seeds of the programs' chance.
- ${fine.setting.rounds === 'uneven' ? 'Uneven rounds: each a half to three times the usual work.' : 'All rounds are of equal work.'}

A leak is named when a site is a \`leak\` or a \`backlog\` and one of the functions that allocate it is in its top frames. A
healthy program counts against us when any site of it is either, at any round. A few healthy programs are bounded so far
beyond the rounds that nobody can know it; they are counted apart. A program that is to leak and grows by less than half
of its known rate on this Node is left out, by name.

## ${inKib(fine.setting.interval)}, ${ROUNDS} rounds

${tablesOf(fine)}

Rounds are counted from 1, and a site is red at round 8 at the earliest and confirmed at 13. A leak that begins late, comes
in steps or wavers takes as long as it takes to show itself; those set the tail.

${missesText(missesOf(fine.judged.outcomes, fine.judged.failed))}

### By program

First red and first confirmed round of each run.

${programTable(fine.judged.outcomes)}

## ${inKib(coarse.setting.interval)}: too coarse for ${ROUNDS} captures

On Node.js ${nodesOf(coarse)}, with ${coarse.setting.seeds.length} seeds. The number of samples sets the floor: a finding takes eight
survivors, which is 4 MiB leaked at ${inKib(coarse.setting.interval)} and 256 KiB at 32 KiB.

${coarseTable(summariesOf(coarse.judged))}

What was said of the processes whose leak was missed:

${listOf(coarseMisses.missed)}

Red in healthy programs:

${listOf(coarseMisses.wrongInHealthy)}

## A simulated service

5,000 sites in balance, whose samples live for 0.05 to 9 rounds, beside 120 that fill up and stop, looked at after each of
rounds 5 to 20.

${serviceTable(services)}

Leaks of 0.5 to 8 samples a round, of seven kinds (steady, beside a ring or beside churn at the same site, after a warm-up, late,
in bursts, a queue that falls behind), that are red at round 20:

${powerTable(services)}

## What it means

- A red site is worth a look; a confirmed one is worth being woken for. Exit statuses go by confirmed findings only.
- What lives longer than the watch looks like a leak, and no rule can know better. A finding on a store with a long TTL is
  withdrawn when its first entries die; \`--expect\` tells of a TTL or a capacity beforehand.
- A leak of few samples is not found, and a watch without a finding is no proof of health below that size. A finer
  sampling interval or a longer watch finds it.
- Programs here do one thing each on a quiet machine. A service has thousands of sites, which is what the simulation is for.
`;
}

function corpusLine({ name, isOurs, programs }: Corpus): string {
  const leaking = programs.filter(({ leaks }) => leaks).length;
  const note = isOurs ? '' : ' It is not in this repository; the rule was developed with it.';
  return `- \`${name}\`: ${leaking} programs that leak and ${programs.length - leaking} that do not.${note}`;
}

function nodesOf({ judged }: Measured): string {
  return [...new Set(judged.outcomes.map(({ run }) => run.node))].join(' and ');
}

function tablesOf({ judged }: Measured): string {
  const summaries = summariesOf(judged);
  return `${targetTable(summaries)}\n\n${figureTable(summaries)}`;
}

function summariesOf({ summaries, outcomes }: JudgedRuns): Summaries {
  return { ...summaries, all: summarise(outcomes) };
}

function coarseTable(summaries: Summaries): string {
  const rows: readonly (readonly [string, (summary: Summary) => string])[] = [
    ['leaks named by round 20, at the right site', ({ found }) => inPercent(found)],
    ['healthy programs ever red', ({ healthyRed }) => inPercent(healthyRed)],
    ['healthy programs ever confirmed', ({ healthyConfirmed }) => inPercent(healthyConfirmed)],
    ['missed leaks called clean', ({ missedCalledClean }) => inPercent(missedCalledClean)],
  ];
  return markdownTable(
    ['', ...Object.keys(summaries)],
    rows.map(([name, figure]) => [name, ...Object.values(summaries).map(figure)]),
  );
}

const MISS_TITLES: readonly (readonly [keyof Misses, string])[] = [
  ['missed', 'Leaks that were missed'],
  ['late', 'Leaks that were named late'],
  ['wrongInHealthy', 'Red in healthy programs'],
  ['wrongInLeaks', 'Wrong sites in leaking programs'],
  ['notWithdrawn', 'Warm-ups not withdrawn'],
  ['doesNotGrow', 'Left out: does not grow on this Node'],
  ['notRun', 'Not run'],
];

function missesText(misses: Misses): string {
  return MISS_TITLES.filter(([name]) => misses[name].length > 0)
    .map(([name, title]) => `### ${title}\n\n${listOf(misses[name])}`)
    .join('\n\n');
}

function listOf(lines: readonly string[]): string {
  return lines.length === 0 ? 'None.' : lines.map((line) => `- ${line.replaceAll('\n', ' ')}`).join('\n');
}

function serviceTable(services: readonly ServiceFigures[]): string {
  return markdownTable(
    ['', 'aim', ...services.map((_, i) => `run ${i + 1}`)],
    [
      [
        'red, of 1,000 looks at a stable site',
        '1 or less',
        ...services.map(({ stable }) => stable.redPerThousand.toFixed(2)),
      ],
      [
        'confirmed, of the same',
        '0.1 or less',
        ...services.map(({ stable }) => stable.confirmedPerThousand.toFixed(3)),
      ],
      [
        'stable sites ever red, ever confirmed',
        '',
        ...services.map(({ stable }) => `${stable.everRed}, ${stable.everConfirmed}`),
      ],
      [
        'of 120 that fill up: ever red, red at round 20',
        '',
        ...services.map(({ bounded }) => `${bounded.everRed}, ${bounded.redAtEnd}`),
      ],
    ],
  );
}

function powerTable(services: readonly ServiceFigures[]): string {
  const sizes = [...services[0]!.found.keys()];
  const kinds = [...services[0]!.foundByKind.keys()];
  const pooled = (counts: readonly { found: number; of: number }[]): string =>
    inPercent({
      count: counts.reduce((sum, { found }) => sum + found, 0),
      of: counts.reduce((sum, { of }) => sum + of, 0),
    });
  return markdownTable(
    ['samples a round, or kind', 'found'],
    [
      ...sizes.map((size) => [String(size), pooled(services.map(({ found }) => found.get(size)!))]),
      ...kinds.map((kind) => [kind, pooled(services.map(({ foundByKind }) => foundByKind.get(kind)!))]),
    ],
  );
}

function inKib(bytes: number): string {
  return `${bytes / 1024} KiB`;
}
