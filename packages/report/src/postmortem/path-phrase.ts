import { count } from '@heaptide/profile';
import { joinPhrases, type Phrase } from '../growth/phrase.js';
import type { Accumulation, PathStep } from './postmortem-report.js';

/** A path of more steps is told by its two ends. */
const MOST_STEPS = 12;

/** `global -> .registry SessionRegistry -> .sessions Map -> 41,233 x SessionRecord`. */
export function pathPhrase({ path, leakedClass, count: many, holder }: Accumulation): Phrase {
  const upToHolder = path.findIndex(({ id }) => id === holder.id);
  const kept = upToHolder < 0 ? path : path.slice(0, upToHolder + 1);
  return joinPhrases(
    [...shortened(kept).map(stepPhrase), [`${count(many)} x `, { name: leakedClass }]],
    ' -> ',
  );
}

function stepPhrase(step: PathStep | number): Phrase {
  if (typeof step === 'number') return [`(${step} steps)`];
  const { edge, repeats = 1 } = step;
  return [
    ...(edge === '' ? [] : [{ name: edge }, ' ']),
    { name: step.class },
    ...(repeats > 1 ? [` (x${count(repeats)})`] : []),
  ];
}

/** Steps left out in the middle become their number. */
function shortened(path: readonly PathStep[]): readonly (PathStep | number)[] {
  if (path.length <= MOST_STEPS) return path;
  const half = MOST_STEPS / 2;
  return [...path.slice(0, half), path.length - MOST_STEPS, ...path.slice(-half)];
}
