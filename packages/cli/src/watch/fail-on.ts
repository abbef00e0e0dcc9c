import type { GrowthReport } from '@heaptide/growth';
import type { CommandOption } from '../command.js';

/** By rising severity of the demand: each fails on all that the one before it fails on. */
const LADDER = ['leak', 'backlog', 'growing'] as const;

export const FAIL_ON_CHOICES = [...LADDER, 'never'] as const;

/** What makes a watch exit with 1; `undefined` for a confirmed finding. */
export type FailOn = (typeof FAIL_ON_CHOICES)[number] | undefined;

export const FAIL_ON_OPTION = {
  type: 'string',
  choices: FAIL_ON_CHOICES,
  describe:
    'exit with 1 when at the end a site is a leak; or a leak or backlog; or either or growing; confirmed or not. By default on a confirmed finding',
} as const satisfies CommandOption;

/** Whether what stands at the end of a watch is a failure. */
export function isFailure({ sites }: Pick<GrowthReport, 'sites'>, failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  if (failOn === undefined) return sites.some(({ confirmed }) => confirmed);
  const failing: readonly string[] = LADDER.slice(0, LADDER.indexOf(failOn) + 1);
  return sites.some(({ verdict }) => failing.includes(verdict));
}
