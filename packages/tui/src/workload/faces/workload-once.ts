import { PLAIN_STYLE } from '../../lines/finding-line.js';
import type { DrawingStyle } from '../../drawing/drawing-style.js';
import { safeText } from '@heaptide/report';
import { podCounts } from '../model/workload-words.js';
import type { WorkloadState } from '../model/workload-state.js';
import { podColumns } from '../screen/pod-columns.js';
import { sortPods } from '../screen/pod-order.js';
import { PodRowComposer } from '../screen/pod-row-composer.js';

/** Wide enough for every column. */
const WIDTH = 140;

/** Whether every pod has been captured, or has said that it cannot be. */
export function isCapturedOnce({ connection, pods }: WorkloadState): boolean {
  return connection.state === 'live' && pods.every(({ standing }) => standing !== 'waiting');
}

/** What one capture of every pod can tell: memory against limits, restarts, and who answers. */
export function workloadOnce(
  state: WorkloadState,
  now: number,
  style: DrawingStyle = PLAIN_STYLE,
): readonly string[] {
  const order = { column: 'memory', reversed: false } as const;
  const composer = new PodRowComposer({ columns: podColumns(WIDTH), style, order, now });
  return [
    `${safeText(state.name, style)} in ${safeText(state.namespace, style)}: ${podCounts(state)}`,
    '',
    composer.header().trimEnd(),
    ...sortPods(state.pods, order).map((row) => composer.row(row, { selected: false }).trimEnd()),
    '',
    'verdict: none. One capture shows what is held, not what grows: watch for a while, or give --duration 60s',
  ];
}
