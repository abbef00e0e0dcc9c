import type { PathStep, WhyAnswer } from '@heaptide/why';
import type { RightAnswer, WhyProgram } from './manifest.js';

/** `not reached`: it accuses nothing, and what it leaves open is told to be open. */
export type AnswerVerdict = 'right' | 'wrong' | 'not reached';

/** Holds an answer against what the manifest says is right. */
export function judgeAnswer({ right }: Pick<WhyProgram, 'right'>, answer: WhyAnswer): AnswerVerdict {
  if (right.some((each) => isSaid(each, answer))) return 'right';
  return answer.state === 'alive' && answer.holder === null ? 'not reached' : 'wrong';
}

function isSaid({ state, holder, kind, path = [] }: RightAnswer, answer: WhyAnswer): boolean {
  if (answer.state !== state) return false;
  // To be alive is all that is right where nothing is said of what keeps it.
  if (state === 'alive' && holder === undefined && answer.holder !== null) return false;
  if (holder !== undefined && nameOf(answer.holder?.name ?? '') !== holder) return false;
  if (kind !== undefined && answer.holder?.kind !== kind) return false;
  const labels = stepsOf(answer).map(({ label }) => nameOf(label));
  let from = 0;
  for (const label of path) {
    const at = labels.indexOf(label, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}

/** The variable or property alone, whatever is told of the scope it is in. */
function nameOf(label: string): string {
  return label.replace(/^(?:\{.*\})?\./s, '').replace(/ of \S*$/, '');
}

function stepsOf({ holder, chain }: WhyAnswer): readonly PathStep[] {
  if (holder !== null) return [...holder.path, ...holder.below];
  return chain === null ? [] : [...chain.path, ...chain.unit];
}
