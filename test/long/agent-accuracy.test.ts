import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { bytesUnder, startWorkbench, type Workbench } from '../agent/workbench.js';
import { type MissingNode, nodeReleases, type NodeVersion } from '../support/node-releases.js';
import { fewestLikely, samplingError } from './sampling-error.js';

const PROGRAM = fileURLToPath(new URL('../agent/programs/live-bytes.mjs', import.meta.url));
const KIB = 1024;
const INTERVALS = [16, 64, 128, 256, 512].map((kib) => kib * KIB);

/** What a function of the program makes. */
interface Shape {
  readonly name: string;
  /** Bytes of each. */
  readonly size: number;
}

const SHAPES: readonly Shape[] = [
  { name: 'fill32', size: 32 },
  { name: 'fill200', size: 200 },
  { name: 'fill1k', size: KIB + 32 },
  { name: 'fill8k', size: 8 * KIB + 32 },
  { name: 'fill64k', size: 64 * KIB + 32 },
];
/** `{ a: i }`, and the word pair that V8 puts behind a literal until its function is optimized. */
const LITERAL: Shape = { name: 'fillLiterals', size: 32 };
const MEMENTO_BYTES = 16;
const LIVE_BYTES = 8 * KIB * KIB;
const REPEATS = 8;
const PROCESSES_AT_ONCE = 3;
const LIMIT_MS = 12 * 60_000;

/** Share of a normal distribution within two standard deviations. */
const WITHIN_TWO = 0.9545;
const RISK = 0.001;
const REQUIRED = 0.95;

/** One size at one interval under one Node; `z` in standard deviations of what they belong to. */
interface Cell {
  readonly version: string;
  readonly interval: number;
  readonly shape: Shape;
  /** Live bytes by the program's own count. */
  readonly truth: number;
  readonly estimate: number;
  /** Of the mean over all repeats. */
  readonly z: number;
  /** Of every repeat. */
  readonly zs: readonly number[];
}

interface Measurement {
  readonly interval: number;
  readonly shapes: readonly Shape[];
  readonly nodeArgs?: readonly string[];
}

/** A cell for each shape, all of one process. */
async function measure(
  { version, execPath: node }: NodeVersion,
  { interval, shapes, nodeArgs = [] }: Measurement,
): Promise<Cell[]> {
  const bench = await startWorkbench({
    node,
    program: PROGRAM,
    nodeArgs: ['--expose-gc', ...nodeArgs],
    env: { HEAPTIDE_INTERVAL: String(interval) },
  });
  try {
    const cells: Cell[] = [];
    for (const shape of shapes) {
      const { name, size } = shape;
      const count = Math.round(LIVE_BYTES / size);
      const truths: number[] = [];
      const estimates: number[] = [];
      // What the first fill compiles stays on the heap, too.
      await fill(bench, name, count);
      await fill(bench, name, 0);
      const compiled = bytesUnder(await bench.capture('gc=1'), name);
      for (let repeat = 0; repeat < REPEATS; repeat++) {
        truths.push(await fill(bench, name, count));
        const capture = await bench.capture('gc=1');
        expect(capture.metadata!.interval).toBe(interval);
        estimates.push(bytesUnder(capture, name) - compiled);
      }
      // All fills are alike: a compiler that was at work in between is in the mean, but not in the median.
      const truth = median(truths);
      const error = samplingError(count, truth / count, interval);
      const zs = estimates.map((estimate) => (estimate - truth) / error);
      const z = sum(zs) / Math.sqrt(REPEATS);
      cells.push({ version, interval, shape, truth, estimate: sum(estimates) / REPEATS, z, zs });
    }
    return cells;
  } finally {
    await bench.program.stop();
  }
}

function present(nodes: readonly (NodeVersion | MissingNode)[]): NodeVersion[] {
  return nodes.filter((node): node is NodeVersion => 'execPath' in node);
}

async function fill(bench: Workbench, shape: string, count: number): Promise<number> {
  const answer = await fetch(`${bench.program.url}/fill?shape=${shape}&n=${count}`);
  return ((await answer.json()) as { bytes: number }).bytes;
}

/** Runs jobs a few at a time. */
async function inLanes<T>(jobs: readonly (() => Promise<T>)[]): Promise<T[]> {
  const queue = jobs.entries();
  const results: T[] = [];
  const lane = async (): Promise<void> => {
    for (const [index, job] of queue) results[index] = await job();
  };
  await Promise.all(Array.from({ length: PROCESSES_AT_ONCE }, lane));
  return results;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

const hits = (zs: readonly number[]): number => zs.filter((z) => Math.abs(z) <= 2).length;
/** Of several independent figures together. */
const pooled = (cells: readonly Cell[]): number => sum(cells.map(({ z }) => z)) / Math.sqrt(cells.length);

/** The cells by each of their properties: what is wrong with one of its values shows in its group. */
function groups(cells: readonly Cell[]): { name: string; z: number; ratio: number }[] {
  const names = (cell: Cell): string[] => [
    `Node ${cell.version}`,
    `every ${cell.interval / KIB} KiB`,
    cell.shape.name,
  ];
  return [...new Set(cells.flatMap(names))].map((name) => {
    const group = cells.filter((cell) => names(cell).includes(name));
    const ratio = sum(group.map(({ estimate, truth }) => estimate / truth)) / group.length;
    return { name, z: pooled(group), ratio };
  });
}

function table(cells: readonly Cell[]): string {
  const row = (cellsOfRow: readonly Cell[], head: string): string => {
    const figures = cellsOfRow.map(
      ({ estimate, truth, z }) => `${(estimate / truth).toFixed(3)} ${z.toFixed(1).padStart(5)}`,
    );
    return [head.padEnd(16), ...figures].join(' | ');
  };
  const heads = INTERVALS.map((interval) => `${interval / KIB} KiB`.padEnd(11));
  const lines = [['estimate/truth z', ...heads].join(' | ')];
  for (const version of new Set(cells.map((cell) => cell.version))) {
    for (const { name } of SHAPES) {
      const cellsOfRow = cells.filter((cell) => cell.version === version && cell.shape.name === name);
      lines.push(row(cellsOfRow, `${version.padEnd(8)} ${name}`));
    }
  }
  return lines.join('\n');
}

it(
  'estimates live bytes within the error that theory allows',
  async ({ skip }) => {
    const nodes = present(await nodeReleases());
    if (nodes.length < 4) skip('a hundred cells take four releases of Node');
    const jobs = nodes.flatMap((node) =>
      INTERVALS.map((interval) => () => measure(node, { interval, shapes: SHAPES })),
    );
    const cells = (await inLanes(jobs)).flat();
    expect(cells.length).toBeGreaterThanOrEqual(100);

    // A figure that is right misses once in 22 times, one that is off misses again.
    const missed = cells.filter(({ z }) => Math.abs(z) > 2);
    const again = await inLanes(
      missed.map(({ version, interval, shape }) => async () => {
        const node = nodes.find((candidate) => candidate.version === version)!;
        const [cell] = await measure(node, { interval, shapes: [shape] });
        return cell!;
      }),
    );

    const zs = cells.flatMap((cell) => cell.zs);
    const spread = sum(zs.map((z) => z ** 2)) / zs.length;
    const first = hits(cells.map(({ z }) => z));
    const second = first + hits(again.map(({ z }) => z));
    console.log(
      [
        table(cells),
        `cells within two standard deviations: ${first} of ${cells.length}, with a second look ${second}`,
        ...again.map(({ version, interval, shape, z }, index) => {
          const before = missed[index]!.z.toFixed(1);
          return `  ${version} ${shape.name} at ${interval / KIB} KiB: z ${before}, again ${z.toFixed(1)}`;
        }),
        `captures within two: ${hits(zs)} of ${zs.length}; mean square of z ${spread.toFixed(2)}`,
        ...groups(cells).map(
          ({ name, z, ratio }) => `  ${name}: estimate/truth ${ratio.toFixed(4)}, z ${z.toFixed(1)}`,
        ),
      ].join('\n'),
    );

    expect(first).toBeGreaterThanOrEqual(fewestLikely(cells.length, WITHIN_TWO, RISK));
    expect(second).toBeGreaterThanOrEqual(REQUIRED * cells.length);
    for (const { name, z } of groups(cells)) expect(Math.abs(z), name).toBeLessThan(4);
    // The mean of n squares has a standard deviation of sqrt(2/n).
    expect(Math.abs(spread - 1)).toBeLessThan(4 * Math.sqrt(2 / zs.length));
  },
  LIMIT_MS,
);

it('counts a literal of a function that is not optimized with what V8 adds to it, 16 bytes', async () => {
  const [interval] = INTERVALS;
  const nodeArgs = ['--no-opt', '--no-maglev'];
  const jobs = present(await nodeReleases()).map(
    (node) => () => measure(node, { interval: interval!, shapes: [LITERAL], nodeArgs }),
  );
  for (const { version, truth, estimate } of (await inLanes(jobs)).flat()) {
    const sampled = LITERAL.size + MEMENTO_BYTES;
    const count = truth / LITERAL.size;
    console.log(`${version}: estimate/truth ${(estimate / truth).toFixed(3)}`);
    const error = samplingError(count, sampled, interval!) / Math.sqrt(REPEATS);
    expect(Math.abs(estimate - sampled * count), version).toBeLessThan(4 * error);
  }
});
