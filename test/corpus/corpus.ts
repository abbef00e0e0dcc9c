import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeAccuracyPage } from './accuracy-page.js';
import { type Corpus, readManifest } from './manifest.js';
import { type Misses, missesOf } from './misses.js';
import { programTable } from './program-table.js';
import type { RoundKind } from './rounds.js';
import { type JudgedRuns, runCorpora } from './run-corpora.js';
import { simulateServices } from './simulate-services.js';
import { summarise } from './summary.js';
import { figureTable, targetTable } from './summary-table.js';
import { targetsOf } from './targets.js';

/**
 * Runs programs that leak and programs that do not under the agent, judges the captures after every round, and prints
 * how many leaks were named, how soon, and what was named wrongly. Exits with 1 where an aim was missed.
 *
 *     npm run corpus -- [--corpus [NAME=]DIRECTORY]... [--series DIRECTORY]... [--nodes 20,24] [--seeds 1,2]
 *                       [--interval BYTES] [--rounds uneven|steady] [--json] [--docs]
 *
 * `--series` keeps the captures, of the first corpus in the first directory and so on; those that are there already are
 * judged and not recorded anew. A corpus outside of this repository may need an `npm install` of its own. `--docs` also
 * records at 512 KiB, simulates services, and writes docs/accuracy.md.
 */
const { values: options } = parseArgs({
  options: {
    corpus: {
      type: 'string',
      multiple: true,
      default: ['fixtures/corpus', 'fixtures/corpus/libraries'].map(inRepository),
    },
    series: { type: 'string', multiple: true, default: [] },
    nodes: { type: 'string', default: '20,24' },
    seeds: { type: 'string', default: '1,2' },
    interval: { type: 'string', default: '32768' },
    rounds: { type: 'string', default: 'uneven' },
    json: { type: 'boolean', default: false },
    docs: { type: 'boolean', default: false },
  },
});

const COARSE_INTERVAL = 524_288;
const SERVICE_SEEDS = [1, 2, 3];

const rounds = roundKind(options.rounds);
const nodes = numbers(options.nodes);
const seeds = numbers(options.seeds);
const interval = Number(options.interval);
const corpora = await Promise.all(options.corpus.map(openCorpus));
const temporary = await mkdtemp(join(tmpdir(), 'heaptide-corpus-'));
try {
  const series = corpora.map((_, i) => resolve(options.series[i] ?? join(temporary, String(i))));
  const setting = { corpora, series, nodes, seeds, rounds };
  const fine = await runCorpora({ ...setting, interval });
  const misses = missesOf(fine.outcomes, fine.failed);
  const missedAims = targetsOf(summarise(fine.outcomes)).filter(({ met }) => !met);
  if (options.json) {
    const summaries = { ...fine.summaries, all: summarise(fine.outcomes) };
    console.log(JSON.stringify({ summaries, missedAims, misses, outcomes: fine.outcomes }, undefined, 2));
  } else {
    print(fine, misses);
  }
  if (options.docs) {
    const coarseSetting = { ...setting, nodes: nodes.slice(-1), interval: COARSE_INTERVAL };
    await writeAccuracyPage({
      fine: { setting: { ...setting, interval }, judged: fine },
      coarse: { setting: coarseSetting, judged: await runCorpora(coarseSetting) },
      services: await simulateServices(SERVICE_SEEDS),
    });
  }
  if (missedAims.length > 0 || fine.failed.length > 0) process.exitCode = 1;
} finally {
  await rm(temporary, { recursive: true, force: true });
}

function print(runs: JudgedRuns, misses: Misses): void {
  const summaries = { ...runs.summaries, all: summarise(runs.outcomes) };
  const lists = Object.entries(misses).filter(([, lines]: [string, readonly string[]]) => lines.length > 0);
  console.log(
    [
      programTable(runs.outcomes),
      targetTable(summaries),
      figureTable(summaries),
      ...lists.map(([name, lines]: [string, readonly string[]]) => [`${name}:`, ...lines].join('\n  ')),
    ].join('\n\n'),
  );
}

async function openCorpus(text: string): Promise<Corpus> {
  const at = text.indexOf('=');
  const directory = resolve(text.slice(at + 1));
  const inside = relative(inRepository('.'), directory);
  const isOurs = !inside.startsWith('..');
  // Paths of this machine are of no use to others.
  const usual = isOurs ? inside.split(sep).join('/') : basename(directory);
  const name = at > 0 ? text.slice(0, at) : usual;
  return { name, directory, isOurs, programs: await readManifest(directory) };
}

function inRepository(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

function roundKind(text: string): RoundKind {
  if (text === 'uneven' || text === 'steady') return text;
  throw new Error(`--rounds is uneven or steady, not ${text}`);
}

function numbers(list: string): number[] {
  return list.split(',').map(Number);
}
