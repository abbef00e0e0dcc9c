import type { DrawingStyle } from '../../drawing/drawing-style.js';
import { termPage } from '../../help/term-page.js';
import { keyLabel } from '../../keys/help-bar.js';
import { VERDICT_SIGNS } from '../../sites/verdict-sign.js';
import { WORKLOAD_KEYS } from './workload-keys.js';

const TERM_WIDTH = 14;

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
export function workloadHelp(at: {
  readonly width: number;
  readonly style: DrawingStyle;
}): readonly string[] {
  const keys = WORKLOAD_KEYS.filter(({ modes }) => modes.includes('live'));
  return termPage(
    [
      { title: 'KEYS', terms: keys.map((binding) => [binding.keys.map(keyLabel).join(' '), binding.help]) },
      { title: 'COLUMNS', terms: COLUMNS },
      {
        title: 'SIGNS',
        terms: Object.values(VERDICT_SIGNS).map(({ sign, word, meaning }) => [`${sign} ${word}`, meaning]),
      },
    ],
    { ...at, termWidth: TERM_WIDTH },
  );
}
