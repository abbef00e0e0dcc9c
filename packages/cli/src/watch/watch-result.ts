import type { GrowthReport } from '@heaptide/growth';
import type { FollowedWatch } from '@heaptide/tui';
import type { ExitCode } from '../command.js';
import { type FailOn, isFailure } from './fail-on.js';

export interface EndedWatch extends Pick<FollowedWatch, 'report' | 'lost'> {
  readonly isInterrupted: boolean;
  readonly failOn: FailOn;
}

/**
 * 130 when it was interrupted, 1 on a failure, 2 when the process could not be read any more in the end, for what grew
 * since then is not known.
 */
export function watchExit({ report, lost, isInterrupted, failOn }: EndedWatch): ExitCode {
  if (isInterrupted) return 130;
  if (report !== undefined && isFailure(report, failOn)) return 1;
  return lost === undefined ? 0 : 2;
}

/** `result: leak, not confirmed yet (exit 0)`: the last line of a log. */
export function resultLine(ended: EndedWatch): string {
  const { report, lost, isInterrupted } = ended;
  const remarks = [
    ...(report === undefined ? ['no capture'] : standing(report)),
    ...(lost === undefined ? [] : ['connection lost']),
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
