import type { ProcessCost } from '../measure-process.js';
import { PAIRS } from './contenders.js';
import type { ContenderFailure, ContenderFigures } from './measure-contenders.js';
import type { ScrubFigures } from './measure-scrub.js';

/** How many times the time of plain reading scrubbing may take. */
const MOST_SCRUB = 1.5;

/** What was measured on one snapshot. */
export interface SnapshotFigures {
  readonly bytes: number;
  readonly rounds: number;
  readonly contenders: readonly (ContenderFigures | ContenderFailure)[];
  readonly scrub?: ScrubFigures;
}

/** What reading and analysing takes, as a Markdown table. */
export function contenderTable(snapshots: readonly SnapshotFigures[]): string {
  return table(
    [
      'snapshot',
      'rounds',
      'program',
      'wall',
      'CPU',
      'peak RSS',
      'next to',
      'its wall / ours',
      'its CPU / ours',
      'our RSS / its',
      'aim',
    ],
    snapshots.flatMap(({ bytes, rounds, contenders }) =>
      contenders.map((contender) => {
        const start = [inMb(bytes), String(rounds), contender.name];
        if ('failure' in contender)
          return [...start, 'fails', '', '', '', '', '', '', code(contender.failure)];
        return [...start, ...costCells(contender.cost), ...ratioCells(contender)];
      }),
    ),
  );
}

/** Where the time of ours goes, as a Markdown table: milliseconds by step. */
export function stageTable(snapshots: readonly SnapshotFigures[]): string {
  const rows = snapshots.flatMap(({ bytes, contenders }) =>
    contenders.flatMap((contender) =>
      'steps' in contender && contender.name.startsWith('heaptide') ? [{ bytes, contender }] : [],
    ),
  );
  const steps = [...new Set(rows.flatMap(({ contender }) => Object.keys(contender.steps)))];
  return table(
    ['snapshot', 'program', ...steps],
    rows.map(({ bytes, contender }) => [
      inMb(bytes),
      contender.name,
      ...steps.map((step) => (step in contender.steps ? `${contender.steps[step]!.toFixed(0)} ms` : '')),
    ]),
  );
}

/** What scrubbing takes next to plain reading, as a Markdown table. */
export function scrubTable(snapshots: readonly SnapshotFigures[]): string {
  return table(
    ['snapshot', 'work', 'wall', 'CPU', 'peak RSS', 'wall × reading', 'CPU × reading', 'aim'],
    snapshots.flatMap(({ bytes, scrub }) =>
      scrub === undefined
        ? []
        : [
            [inMb(bytes), 'read', ...costCells(scrub.read), '', '', ''],
            [
              inMb(bytes),
              'scrub',
              ...costCells(scrub.scrub),
              scrub.wall.toFixed(2),
              scrub.cpu.toFixed(2),
              `≤ ${MOST_SCRUB}: ${scrub.wall <= MOST_SCRUB ? 'yes' : 'no'}`,
            ],
          ],
    ),
  );
}

function ratioCells({ name, ratio }: ContenderFigures): string[] {
  const aim = PAIRS[name];
  if (ratio === undefined || aim === undefined) return ['', '', '', '', ''];
  const isHeld = ratio.wall >= aim.speed && ratio.memory <= (aim.memory ?? Infinity);
  const words = [`≥ ${aim.speed}`, ...(aim.memory === undefined ? [] : [`≤ ${aim.memory}`])].join(', ');
  return [
    ratio.ours,
    ...[ratio.wall, ratio.cpu, ratio.memory].map((value) => value.toFixed(2)),
    `${words}: ${isHeld ? 'yes' : 'no'}`,
  ];
}

function costCells({ wallMs, cpuMs, peakRssBytes }: ProcessCost): string[] {
  return [inSeconds(wallMs), inSeconds(cpuMs), `${Math.round(peakRssBytes / 2 ** 20)} MiB`];
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

function inMb(bytes: number): string {
  return `${Math.round(bytes / 1e6).toLocaleString('en-US')} MB`;
}

function code(text: string): string {
  return `\`${text.replaceAll(/[`|]/g, ' ')}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
