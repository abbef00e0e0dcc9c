import type { GrowthReport } from '@heaptide/growth';
import type { FollowedWatch } from '@heaptide/tui';
import type { ExitCode } from '../command.js';
import { type FailOn, isFailure } from './fail-on.js';
import type { WatchEnd } from './watch-end.js';

export interface EndedWatch extends Pick<FollowedWatch, 'report' | 'lost'> {
  readonly isInterrupted: boolean;
  /** Nothing is left to watch, which a lost connection then comes from. */
  readonly end?: WatchEnd | undefined;
  readonly failOn: FailOn;
}

/**
 * 130 when it was interrupted, 1 on a failure, 2 when the process could not be read any more in the end, for what grew
 * since then is not known; and 2 when a program has ended by a failure of its own, or before it was captured.
 */
export function watchExit({ report, lost, isInterrupted, end, failOn }: EndedWatch): ExitCode {
  if (isInterrupted) return 130;
  if (report !== undefined && isFailure(report, failOn)) return 1;
  if (end !== undefined) return end.isFailure || report === undefined ? 2 : 0;
  return lost === undefined ? 0 : 2;
}

/** `result: leak, not confirmed yet (exit 0)`: the last line of a log. */
export function resultLine(ended: EndedWatch): string {
  const { report, lost, isInterrupted, end } = ended;
  const remarks = [
    ...(report === undefined ? ['no capture'] : standing(report)),
    ...(end === undefined ? [] : [end.remark]),
    ...(lost === undefined || end !== undefined ? [] : ['connection lost']),
    ...(isInterrupted ? ['interrupted'] : []),
  ];
  return `result: ${remarks.join(', ')} (exit ${watchExit(ended)})`;
}

function standing({ verdict, sites }: GrowthReport): readonly string[] {
  const growing = sites.filter((site) => site.verdict === 'growing').length;
  const isFound = verdict === 'leak' || verdict === 'backlog';
  return [
    verdict,
    ...(isFound && !sites.some(({ confirmed }) => confirmed) ? ['not confirmed yet'] : []),
    ...(growing === 0 ? [] : [`${growing} growing`]),
  ];
}
