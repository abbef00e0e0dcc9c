import type { AddedMemory } from './added-memory.js';
import type { CapturePause } from './capture-pause.js';
import type { CpuCost } from './cpu-cost.js';
import { median, medianInterval } from './quantiles.js';

const KIB = 1024;
const MIB = 1024 * KIB;

/** CPU time per request, as a Markdown table. */
export function cpuTable(costs: readonly CpuCost[]): string {
  return table(
    [
      'allocation',
      'requests',
      'variant',
      'sampling interval',
      'CPU a request',
      'against',
      'ratio',
      'range of the median',
    ],
    costs.flatMap((cost) =>
      cost.comparisons.map(({ name, against, micros, againstMicros, ratios, intervals }) => [
        `${Math.round((cost.requestsPerSecond * cost.bytesPerRequest) / 1e6)} MB/s`,
        `${Math.round(cost.requestsPerSecond).toLocaleString('en-US')}/s${cost.paced === undefined ? ', unpaced' : ''}`,
        name,
        intervalCell(intervals),
        `${median(micros).toFixed(1)} µs`,
        `${against.length > 1 ? 'both bare' : against[0]!}, ${median(againstMicros).toFixed(1)} µs`,
        median(ratios).toFixed(3),
        rangeCell(ratios, (ratio) => ratio.toFixed(3)),
      ]),
    ),
  );
}

/** Time that captures hold the main thread up, as a Markdown table. */
export function pauseTable(pauses: readonly CapturePause[]): string {
  return table(
    ['Node', 'live samples', 'call paths', 'captures', 'pause', 'longest pause', 'without a capture', 'wait'],
    pauses.map((pause) => [
      pause.node,
      pause.liveSamples.toLocaleString('en-US'),
      pause.callPaths.toLocaleString('en-US'),
      String(pause.pauses.length),
      inMs(median(pause.pauses)),
      inMs(Math.max(...pause.pauses)),
      inMs(median(pause.withoutCapture)),
      inMs(median(pause.waits)),
    ]),
  );
}

/** Resident memory that the agent adds, as a Markdown table. */
export function memoryTable(memory: readonly AddedMemory[]): string {
  return table(
    ['variant', 'bare', 'added', 'range of the median', 'processes'],
    memory.map(({ name, bare, added }) => [
      name,
      inMib(median(bare)),
      inMib(median(added)),
      rangeCell(added, inMib),
      String(added.length),
    ]),
  );
}

/** What the agent ended with; of several rounds the least and the most. */
function intervalCell(intervals: readonly number[]): string {
  const [least, most] = [Math.min(...intervals), Math.max(...intervals)];
  if (intervals.length === 0) return '';
  return least === most ? `${least / KIB} KiB` : `${least / KIB} to ${most / KIB} KiB`;
}

function rangeCell(values: readonly number[], format: (value: number) => string): string {
  const { low, high, confidence } = medianInterval(values);
  return `${format(low)} to ${format(high)} (${Math.floor(100 * confidence)} %)`;
}

function inMs(ms: number): string {
  return `${ms.toFixed(1)} ms`;
}

function inMib(bytes: number): string {
  return `${(bytes / MIB).toFixed(1)} MiB`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
