import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { CONTENDER_NAMES, type ContenderName, prepareContenders } from './heapsnapshot/contenders.js';
import {
  contenderTable,
  scrubTable,
  type SnapshotFigures,
  stageTable,
} from './heapsnapshot/heapsnapshot-tables.js';
import { measureContenders } from './heapsnapshot/measure-contenders.js';
import { measureScrub } from './heapsnapshot/measure-scrub.js';
import { PEER_PACKAGES } from './heapsnapshot/peer-packages.js';
import {
  provideSnapshot,
  SNAPSHOT_SIZES,
  type SnapshotSize,
  withFourfold,
} from './heapsnapshot/snapshot-cache.js';
import { warmFile } from './heapsnapshot/warm-file.js';
import { updatePerformancePage } from './performance-page.js';

/**
 * Reading and analysing heap snapshots next to memlab, @vscode/v8-heap-parser and Chrome DevTools' worker, on snapshots of
 * a made-up server of about 50, 250 and 1,000 MB, and scrubbing next to reading. Writes its tables into
 * docs/performance.md.
 *
 * `npm run bench:heapsnapshot -- --size 50,250 --rounds 3 --only heaptide,memlab` takes only these sizes, another number of
 * rounds, or only these contenders; `--stages` takes ours alone and `--scrub` scrubbing alone; `--fourfold` takes ours on a
 * snapshot of 4 GB, which it makes from the largest and removes again; `--file FILE` takes a snapshot that is there. Each
 * leaves the page alone.
 */
const options = parseArgs({
  options: {
    size: { type: 'string' },
    file: { type: 'string' },
    fourfold: { type: 'boolean' },
    rounds: { type: 'string' },
    only: { type: 'string' },
    stages: { type: 'boolean' },
    scrub: { type: 'boolean' },
  },
}).values;

const ROUNDS = { '50': 7, '250': 5, '1000': 3 } as const satisfies Record<SnapshotSize, number>;
const OURS: readonly ContenderName[] = ['heaptide', 'heaptide all'];

const isOursAlone = options.stages === true || options.fourfold === true;
const contenders = options.scrub === true ? [] : await prepareContenders(chosenContenders());
const withScrub = options.scrub === true || (options.only === undefined && !isOursAlone);
const snapshots: SnapshotFigures[] = [];
if (options.fourfold === true) {
  await withFourfold((path) => measure(path, options.rounds === undefined ? 1 : wholeNumber(options.rounds)));
} else {
  for (const { path, rounds } of await chosenSnapshots()) await measure(path, rounds);
}
const found = [
  measuredWith(),
  ...(options.scrub === true ? [] : [contenderTable(snapshots), stageTable(snapshots)]),
  ...(withScrub ? [scrubTable(snapshots)] : []),
].join('\n\n');
console.log(found);
if (Object.keys(options).length === 0) updatePerformancePage('heapsnapshot.ts', found);

async function measure(path: string, rounds: number): Promise<void> {
  const bytes = await warmFile(path);
  console.error(`${Math.round(bytes / 1e6)} MB, ${rounds} rounds`);
  const figures = { bytes, rounds, contenders: await measureContenders(contenders, path, rounds) };
  snapshots.push(withScrub ? { ...figures, scrub: await measureScrub(path, rounds) } : figures);
}

function chosenContenders(): readonly ContenderName[] {
  return isOursAlone ? OURS : namesOf(options.only, CONTENDER_NAMES, 'only');
}

async function chosenSnapshots(): Promise<{ path: string; rounds: number }[]> {
  const given = options.rounds === undefined ? undefined : wholeNumber(options.rounds);
  if (options.file !== undefined) return [{ path: options.file, rounds: given ?? 1 }];
  const chosen = [];
  for (const size of namesOf(options.size, SNAPSHOT_SIZES, 'size')) {
    chosen.push({ path: await provideSnapshot(size), rounds: given ?? ROUNDS[size] });
  }
  return chosen;
}

function measuredWith(): string {
  const peers = Object.entries(PEER_PACKAGES).map(([name, { version }]) => `${name} ${version}`);
  return `${[`Node ${process.version}`, ...peers, `${availableParallelism()} cores`].join(', ')}; medians.`;
}

function namesOf<T extends string>(
  given: string | undefined,
  all: readonly T[],
  option: string,
): readonly T[] {
  if (given === undefined) return all;
  const wanted = given.split(',');
  const unknown = wanted.find((name) => !all.some((each) => each === name));
  if (unknown !== undefined) throw new RangeError(`--${option} ${unknown}: it must be of ${all.join('; ')}`);
  return all.filter((name) => wanted.includes(name));
}

function wholeNumber(given: string): number {
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`--rounds ${given}: it must be a whole number above 0`);
  return value;
}
