import { safeText } from '@heaptide/report';
import type { DrawingStyle } from '../../drawing/drawing-style.js';
import { wrapText } from '../../drawing/wrap-text.js';
import { keyLabel } from '../../keys/help-bar.js';
import { VERDICT_SIGNS } from '../../sites/verdict-sign.js';
import { WORKLOAD_KEYS } from './workload-keys.js';

const TERM = 14;

const COLUMNS: readonly (readonly [string, string])[] = [
  ['RST', 'times that the container was started again in this pod; each life is a series by itself'],
  ['LAST', 'why it does not run, or how the life before ended, as the cluster tells it'],
  ['RSS/LIMIT', 'what the memory cgroup counts, of its limit; n/a where nothing says so'],
  ['B/S', 'bytes a second of all that grows, with half its 95 % interval'],
  ['ETA', 'time to the limit at that rate; known only where something is found'],
  ['PODS', 'in how many of the pods that are judged a site grows'],
  ['ALL B/S', 'bytes a second of these pods together'],
];

/** The help page: every key, every column, every sign. */
export function workloadHelp({
  width,
  style,
}: {
  readonly width: number;
  readonly style: DrawingStyle;
}): readonly string[] {
  const entry = (term: string, meaning: string): readonly string[] =>
    wrapText(safeText(meaning), width - TERM - 2).map(
      ({ text }, index) => ` ${(index === 0 ? term : '').padEnd(TERM)} ${text}`,
    );
  const title = (text: string) => ` ${style.paint('strong', text)}`;
  return [
    title('KEYS'),
    ...WORKLOAD_KEYS.filter(({ modes }) => modes.includes('live')).flatMap(({ keys, help }) =>
      entry(keys.map(keyLabel).join(' '), help),
    ),
    '',
    title('COLUMNS'),
    ...COLUMNS.flatMap(([term, meaning]) => entry(term, meaning)),
    '',
    title('SIGNS'),
    ...Object.values(VERDICT_SIGNS).flatMap(({ sign, word, meaning }) => entry(`${sign} ${word}`, meaning)),
  ];
}
