import { memoryWords } from '@heaptide/kube';
import { fine, type Finding, problem } from './finding.js';

const NEAR = 0.85;

/** How near memory is to its limit. Bytes. */
export function usageFinding(usage: number, limit: number): Finding {
  const text = `${memoryWords(usage)} of ${memoryWords(limit)} in use`;
  if (usage < NEAR * limit) return fine('usage', text);
  return problem(
    'usage',
    `${text}: the next collection may come too late`,
    'heaptide capture TARGET saves what it holds now',
  );
}
