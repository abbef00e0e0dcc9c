import { count } from '@heaptide/report';
import type { WhyAnswer } from '@heaptide/targets';
import { growthText } from './holder-note.js';

/** Sentences of an answer under a heading; raw text. */
export interface WhyPart {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What of the answer is said in sentences, beside its headline and its path. */
export function whyParts(answer: WhyAnswer): readonly WhyPart[] {
  const { details, unknown, next, cost, growing, holder, chain, unit } = answer;
  // The path is drawn as a column.
  const isDrawn = holder !== null || chain !== null;
  const grounds = details.filter((line) => !(isDrawn && line.startsWith('path: ')));
  const others = growing.filter(({ name, entries }) => !isSame(holder, { name, entries }));
  return [
    { title: 'WHAT IT RESTS ON', lines: grounds },
    {
      title: 'GROWS AS WELL',
      lines:
        holder === null
          ? []
          : others.map((each) => `${each.name} ${each.class}: ${growthText(each, unit?.name)}`),
    },
    { title: 'NOT KNOWN', lines: unknown },
    { title: 'NEXT', lines: [next] },
    { title: 'COST', lines: costLines(cost) },
  ].filter(({ lines }) => lines.length > 0);
}

function costLines({
  totalMs,
  pauses,
  longestPauseMs,
  pausedMs,
  walkMs,
  nodes,
  calls,
  limits,
}: WhyAnswer['cost']): readonly string[] {
  const stopped =
    pauses === 0
      ? 'never stopped'
      : `stopped ${count(pauses)} ${pauses === 1 ? 'time' : 'times'}, ${pausedMs} ms in all, ${longestPauseMs} ms the longest`;
  return [
    `${(totalMs / 1000).toFixed(1)} s; ${stopped}; walk of ${walkMs} ms over ${count(nodes)} objects; ${count(calls)} calls of the inspector`,
    ...limits.map((limit) => `ended early by its budget: ${limit}`),
  ];
}

function isSame(
  holder: WhyAnswer['holder'],
  { name, entries }: { readonly name: string; readonly entries: readonly number[] },
): boolean {
  return holder !== null && holder.name === name && holder.entries.join() === entries.join();
}
