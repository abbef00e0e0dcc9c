import { type GrowthReport, type HuntOptions, judgeSeries } from '@heaptide/growth';
import { type Capture, HeaptideError } from '@heaptide/targets';
import { assumeSeries } from './assume-series.js';
import { readSeries } from './read-series.js';
import { selectSeries } from './select-series.js';

export interface SavedOptions {
  readonly hunt: HuntOptions;
  /** The process to judge where there are several. */
  readonly pid: number | undefined;
  readonly mapCapture: (capture: Capture) => Capture;
  readonly talk: (line: string) => void;
}

export interface JudgedSeries {
  readonly report: GrowthReport;
  /** Whether the times of the captures are known. */
  readonly timed: boolean;
}

/**
 * Judges the newest series among saved captures; of profiles without metadata the totals, where there is nothing else.
 * @throws {HeaptideError} what reading, selecting and judging throw, and `HT_E_USAGE` for a work counter that is not there.
 */
export async function judgeSaved(
  targets: readonly string[],
  { hunt, pid, mapCapture, talk }: SavedOptions,
): Promise<JudgedSeries> {
  const { captures: read, inOrder, notes } = await readSeries(targets);
  notes.forEach(talk);
  const isOurs = read.some(({ capture }) => capture.metadata !== undefined);
  const { captures, timed } = isOurs ? selected() : assumed();
  checkUnit(captures, hunt.unit);
  return { report: judgeSeries(captures.map(mapCapture), hunt), timed };

  function selected() {
    const series = selectSeries(read, { pid });
    series.notes.forEach(talk);
    return { captures: series.captures.map(({ capture }) => capture), timed: true };
  }

  function assumed() {
    const series = assumeSeries(read, inOrder);
    series.notes.forEach(talk);
    return series;
  }
}

function checkUnit(captures: readonly Capture[], unit: string | undefined): void {
  if (unit === undefined || unit === 'second') return;
  const counters = new Set(captures.flatMap(({ metadata }) => Object.keys(metadata?.work ?? {})));
  if (counters.has(unit)) return;
  const there = [...counters].sort().join(', ') || 'none';
  throw new HeaptideError(
    'HT_E_USAGE',
    `the captures have no work counter "${unit}" for --unit; there are: ${there}`,
  );
}
