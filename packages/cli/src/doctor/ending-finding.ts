import type { ContainerFacts } from '@heaptide/kube';
import { advice, type Finding, problem } from './finding.js';

/** How the life before this one ended, if there was one; `where` goes before it. */
export function endingFinding(
  { restartCount, lastEnding, name }: ContainerFacts,
  where = '',
): Finding | undefined {
  if (restartCount === 0 || lastEnding === undefined) return undefined;
  const times = restartCount === 1 ? 'once' : `${restartCount} times`;
  const text = `${where}container ${name} has restarted ${times}; the last time: ${lastEnding.words}`;
  switch (lastEnding.verdict) {
    case 'oom-killed':
    case 'v8-heap-limit':
      return problem(
        'last-ending',
        text,
        'heaptide watch names what grows; with HEAPTIDE_RING the last captures survive the kill',
      );
    case 'killed-not-marked':
    case 'aborted':
    case 'segfault':
    case 'not-started':
    case 'error':
      return problem('last-ending', text);
    case 'stopped':
    case 'completed':
      return advice('last-ending', text);
  }
}
