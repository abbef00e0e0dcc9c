import type { Place } from '../probe/survey-facts.js';
import type { PathStep } from '../why-answer.js';

/** A variable of a module, as the walker labels it. */
const OF_MODULE = /^\{module (.*)\}\.([^.]*)$/s;

/** A path as it is told: from the last module that it leads through, if it leads through one. */
export function pathOf({ url, steps }: Place): { readonly file: string; readonly path: readonly PathStep[] } {
  const at = steps.findLastIndex(({ label }) => OF_MODULE.test(label));
  if (at < 0) return { file: url, path: steps };
  const [, file = '', name = ''] = OF_MODULE.exec(steps[at]!.label)!;
  return { file, path: [{ ...steps[at]!, label: name }, ...steps.slice(at + 1)] };
}
