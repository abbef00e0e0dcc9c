import type { TimerCensus } from '@heaptide/heapsnapshot';
import { count, longBytes } from '@heaptide/profile';
import { countedFunctions } from '../function-text.js';
import { type CensusTable, counted, left, right } from './census-table.js';

/** Timers by kind and duration. */
export function timerTable({ lists, timers }: TimerCensus): CensusTable {
  return {
    heading: counted(timers, 'timer'),
    columns: [
      right('TIMERS'),
      right('INTERVALS'),
      right('RETAINED'),
      right('AFTER'),
      left('KIND'),
      left('CALLS'),
    ],
    rows: lists.map(({ kind, milliseconds, timers: of, intervals, callbacks, retained }) => [
      count(of),
      count(intervals),
      longBytes(retained),
      milliseconds === undefined ? '-' : `${count(milliseconds)} ms`,
      kind,
      countedFunctions(callbacks),
    ]),
  };
}
