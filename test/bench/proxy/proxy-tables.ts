import { median, medianInterval } from '../quantiles.js';
import type { EventDelays } from './event-delay.js';
import type { LoadFigures } from './mcp-load.js';
import { percentile } from './percentile.js';
import type { RequestCost } from './request-cost.js';

const MIB = 2 ** 20;
const OURS = 'heaptide';

/** What a request costs, round by round held against ours, as a Markdown table. */
export function requestTable(costs: readonly RequestCost[]): string {
  const ours = costs.find(({ name }) => name === OURS)?.rounds;
  return table(
    [
      'proxy',
      'CPU a request',
      'requests/s',
      'p50',
      'p99',
      "heaptide's CPU ×",
      'range of the median',
      "heaptide's requests/s ×",
    ],
    costs.map(({ name, rounds }) => {
      const cpu = ratios(ours, rounds, ({ cpuMicros }) => cpuMicros);
      const rate = ratios(ours, rounds, ({ requestsPerSecond }) => requestsPerSecond);
      const compared = name !== OURS;
      return [
        name,
        cell(
          present(rounds, ({ cpuMicros }) => cpuMicros),
          inMicros,
        ),
        cell(
          present(rounds, ({ requestsPerSecond }) => requestsPerSecond),
          count,
        ),
        cell(
          present(rounds, ({ p50Ms }) => p50Ms),
          inMs,
        ),
        cell(
          present(rounds, ({ p99Ms }) => p99Ms),
          inMs,
        ),
        compared ? cell(cpu, ratio) : '',
        compared ? rangeCell(cpu) : '',
        compared ? cell(rate, ratio) : '',
      ];
    }),
  );
}

/** How long events are under way, as a Markdown table. */
export function eventTable(delays: readonly EventDelays[]): string {
  const direct = delays.find(({ name }) => name === 'direct');
  return table(
    ['proxy', 'first event: p50', 'p99', 'over direct, p50', 'later events: p50', 'p99', 'over direct, p50'],
    delays.map((own) => {
      const isDirect = own === direct;
      return [
        own.name,
        ...[own.first, own.later].flatMap((rounds, kind) => [
          inMs(percentile(rounds.flat(), 0.5)),
          inMs(percentile(rounds.flat(), 0.99)),
          isDirect ? '' : cell(overDirect(rounds, kind === 0 ? direct?.first : direct?.later), inMs),
        ]),
      ];
    }),
  );
}

/** Resident memory of the proxies, as a Markdown table. */
export function memoryTable(costs: readonly RequestCost[]): string {
  const measured = costs.flatMap(({ name, memory }) => (memory === undefined ? [] : [{ name, ...memory }]));
  return table(
    ['proxy', 'after its start', `after ${count(measured[0]?.requests ?? 0)} requests`, 'peak'],
    measured.map(({ name, afterStart, settled, peak }) => [name, ...[afterStart, settled, peak].map(inMib)]),
  );
}

/** Ours to theirs within each round. */
function ratios(
  ours: readonly LoadFigures[] | undefined,
  theirs: readonly LoadFigures[],
  figure: (round: LoadFigures) => number | undefined,
): number[] {
  return (ours ?? []).flatMap((round, i) => {
    const [own, their] = [figure(round), figure(theirs[i]!)];
    return own === undefined || their === undefined ? [] : [own / their];
  });
}

function present(
  rounds: readonly LoadFigures[],
  figure: (round: LoadFigures) => number | undefined,
): number[] {
  return rounds.map(figure).filter((value) => value !== undefined);
}

/** What the median of each round has more than that of the same round without a proxy. */
function overDirect(
  rounds: readonly (readonly number[])[],
  direct: readonly (readonly number[])[] | undefined,
): number[] {
  return (direct ?? []).map((without, round) => median(rounds[round]!) - median(without));
}

/** Empty where there is nothing to tell. */
function cell(values: readonly number[], format: (value: number) => string): string {
  return values.length === 0 ? '' : format(median(values));
}

function rangeCell(values: readonly number[]): string {
  if (values.length === 0) return '';
  const { low, high, confidence } = medianInterval(values);
  return `${ratio(low)} to ${ratio(high)} (${Math.floor(100 * confidence)} %)`;
}

function inMicros(micros: number): string {
  return `${micros.toFixed(1)} µs`;
}

function inMs(ms: number): string {
  return `${ms.toFixed(2)} ms`;
}

function inMib(bytes: number): string {
  return `${(bytes / MIB).toFixed(1)} MiB`;
}

function ratio(value: number): string {
  return value.toFixed(2);
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
