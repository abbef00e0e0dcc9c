import type { ServiceShape } from './growth-captures.js';
import type { JudgedSeries, JudgingTime } from './judging-time.js';
import { median } from './quantiles.js';
import type { Cost } from './stopwatch.js';

export interface GrowthMeasurements {
  readonly captures: number;
  readonly judged: readonly { readonly shape: ServiceShape; readonly rounds: readonly JudgedSeries[] }[];
  /** Heap that a hunt holds after so many captures. */
  readonly memory: readonly { readonly captures: number; readonly bytes: number }[];
}

/** Time and memory of judging, as Markdown tables. */
export function growthTables({ captures, judged, memory }: GrowthMeasurements): string[] {
  return [
    table(
      ['sites', 'live samples', 'judged', 'survival: wall, CPU', 'totals: wall, CPU', 'wall ×', 'CPU ×'],
      judged.flatMap(({ shape, rounds }) => {
        const row = (name: string, cost: (time: JudgingTime) => Cost): string[] => [
          count(shape.sites),
          count(rounds[0]!.samples),
          name,
          costCell(rounds.map(({ hunt }) => cost(hunt))),
          costCell(rounds.map(({ totals }) => cost(totals))),
          ratioCell(rounds, ({ hunt, totals }) => cost(hunt).wallMs / cost(totals).wallMs),
          ratioCell(rounds, ({ hunt, totals }) => cost(hunt).cpuMs / cost(totals).cpuMs),
        ];
        return [
          row(`${captures} captures`, ({ series }) => series),
          row('one more', ({ oneMore }) => oneMore),
        ];
      }),
    ),
    table(
      ['sites', 'that leak', 'found by survival', 'grown by totals'],
      judged.map(({ shape, rounds }) =>
        [shape.sites, shape.leaks, rounds[0]!.leaks, rounds[0]!.grown].map(count),
      ),
    ),
    table(
      ['captures', 'heap that the hunt holds'],
      memory.map(({ captures: taken, bytes }) => [count(taken), `${(bytes / 2 ** 20).toFixed(1)} MiB`]),
    ),
  ];
}

function costCell(costs: readonly Cost[]): string {
  return `${inMs(costs.map(({ wallMs }) => wallMs))}, ${inMs(costs.map(({ cpuMs }) => cpuMs))}`;
}

function ratioCell(rounds: readonly JudgedSeries[], ratio: (round: JudgedSeries) => number): string {
  return median(rounds.map(ratio)).toFixed(2);
}

function inMs(values: readonly number[]): string {
  return `${median(values).toFixed(1)} ms`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
