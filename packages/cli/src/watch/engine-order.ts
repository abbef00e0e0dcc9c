import type { ProcessAddress, ReachOptions } from '@heaptide/targets';
import type { SourceMapArguments } from '../views/source-map-options.js';

/** Targets, and how those of them are reached that are live. */
export interface ComparedTargets {
  readonly targets: readonly string[];
  readonly reach: ReachOptions;
}

/** What the thread of an engine is told: data, since nothing else crosses threads. */
export interface EngineOrder {
  /** Of the process or the series, as the user typed it. */
  readonly name: string;
  /** Of a live process; absent for what was captured before. The way to it is kept open by whoever gives the order. */
  readonly address: ProcessAddress | undefined;
  readonly directory: string | undefined;
  /** Two captures to be compared: files, directories (their last captures) or live processes; absent unless it is about these. */
  readonly compared?: ComparedTargets;
  readonly everyMs: number;
  /** Bound on one capture. */
  readonly timeoutMs: number;
  readonly unit: string | undefined;
  /** Directory that captures are saved into. */
  readonly save: string | undefined;
  /** Directory that exports are written into. */
  readonly exportTo: string;
  readonly sourceMaps: SourceMapArguments;
}

/** What was captured before: nothing is asked of a process, and nothing saved. */
export type SavedSeries = Pick<EngineOrder, 'name' | 'directory' | 'compared' | 'unit' | 'sourceMaps'>;

export function orderForSaved(series: SavedSeries): EngineOrder {
  return {
    ...series,
    address: undefined,
    everyMs: 0,
    timeoutMs: 0,
    save: undefined,
    exportTo: process.cwd(),
  };
}
