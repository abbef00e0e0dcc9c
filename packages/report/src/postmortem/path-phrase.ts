import { count } from '@heaptide/profile';
import { joinPhrases, type Phrase } from '../growth/phrase.js';
import type { Accumulation, PathStep } from './postmortem-report.js';

/** A path of more steps is told by its two ends. */
const MOST_STEPS = 12;
/** How the label of a variable begins. */
const VARIABLE = 'variable ';

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

/** What lies between the root and the last variable of the program is V8's; of a long path the middle is left out, too. */
function shortened(path: readonly PathStep[]): readonly (PathStep | number)[] {
  const variable = path.findLastIndex(({ edge }) => edge.startsWith(VARIABLE));
  const between = Math.max(0, variable - 1);
  const own = between > 1 ? path.slice(variable) : path.slice(1);
  const begin = between > 1 ? [...path.slice(0, 1), between] : path.slice(0, 1);
  if (own.length < MOST_STEPS) return [...begin, ...own];
  const half = MOST_STEPS / 2;
  return [...begin, ...own.slice(0, half), own.length - MOST_STEPS + 1, ...own.slice(1 - half)];
}
