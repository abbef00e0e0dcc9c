import type { WorkloadState } from '@heaptide/tui';
import type { ExitCode } from '../command.js';
import type { FailOn } from '../watch/fail-on.js';

export interface EndedWorkload {
  readonly state: WorkloadState;
  readonly isInterrupted: boolean;
  readonly failOn: FailOn;
}

/**
 * 130 when it was interrupted, 1 on a failure in any pod, 2 when no pod could be read at all or their list was lost in the end.
 */
export function workloadExit({ state, isInterrupted, failOn }: EndedWorkload): ExitCode {
  if (isInterrupted) return 130;
  if (isWorkloadFailure(state, failOn)) return 1;
  return state.captureCount === 0 || state.connection.state === 'lost' ? 2 : 0;
}

/** `result: leak, confirmed in 4 of 4 pods (exit 1)`: the last line of a log. */
export function workloadResultLine(ended: EndedWorkload): string {
  const { state, isInterrupted } = ended;
  const { verdict, found, judged, suspect } = state.verdict;
  const remarks = [
    state.captureCount === 0 ? 'no capture' : verdict,
    ...(found > 0 ? [`confirmed in ${found} of ${Math.max(found, judged)} pods`] : []),
    ...(suspect > 0 ? [`${suspect} not confirmed yet`] : []),
    ...(state.connection.state === 'lost' ? ['the list of pods was lost'] : []),
    ...(isInterrupted ? ['interrupted'] : []),
  ];
  return `result: ${remarks.join(', ')} (exit ${workloadExit(ended)})`;
}

/** As for one process, over the sites of all pods. */
export function isWorkloadFailure({ sites }: Pick<WorkloadState, 'sites'>, failOn: FailOn): boolean {
  switch (failOn) {
    case 'never':
      return false;
    case undefined:
      return sites.some(({ confirmed }) => confirmed > 0);
    case 'leak':
      return sites.some(({ leaks }) => leaks > 0);
    case 'backlog':
      return sites.some(({ leaks, backlogs }) => leaks + backlogs > 0);
    case 'growing':
      return sites.length > 0;
  }
}
