import type { HeaptideError } from '@heaptide/targets';
import type { PodRow } from '../model/workload-state.js';

const NO_AGENT: ReadonlySet<string> = new Set([
  'HT_E_PORT_REFUSED',
  'HT_E_UNREACHABLE',
  'HT_E_NOT_A_PROFILE',
]);

/**
 * Whether what a pod answered means that there is nothing in it to ask: nothing listens, or something else does. One that
 * answered before has an agent, and is only out of reach.
 */
export function hasNoAgent(
  { code, message }: HeaptideError,
  { captureCount }: Pick<PodRow, 'captureCount'>,
): boolean {
  if (captureCount > 0) return false;
  return NO_AGENT.has(code) || (code === 'HT_E_BAD_ANSWER' && /\banswered 404\b/.test(message));
}
