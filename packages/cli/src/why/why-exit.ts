import type { WhyAnswer } from '@heaptide/why';
import type { ExitCode } from '../command.js';

/** Whether something was found that retains what the site makes. */
export function isFound({ state }: Pick<WhyAnswer, 'state'>): boolean {
  return state === 'held' || state === 'chain';
}

export function whyExit(answer: Pick<WhyAnswer, 'state'>): ExitCode {
  return isFound(answer) ? 1 : 0;
}
