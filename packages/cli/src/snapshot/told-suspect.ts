import { functionWords, type Suspect } from '@heaptide/heapsnapshot';
import { shownEdge, type ToldSuspect } from '@heaptide/report/snapshot';

/** A suspect as it is shown: keys that a program makes up while it runs are left out, unless strings are shown. */
export function toldSuspect(suspect: Suspect, showStrings: boolean): ToldSuspect {
  return {
    ...suspect,
    text: showStrings ? suspect.textWithKeys : suspect.text,
    path: suspect.path.steps.map((step) => {
      const { text } = shownEdge(step.edge, { showStrings });
      const repeats = step.repeats > 1 ? ` (x${step.repeats})` : '';
      return {
        class: step.class,
        id: step.id,
        edge: `${text}${repeats}`,
        ...(step.function !== undefined && { called: functionWords(step.function) }),
      };
    }),
  };
}
