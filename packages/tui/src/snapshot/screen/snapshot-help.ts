import type { DrawingStyle } from '../../drawing/drawing-style.js';
import { termPage } from '../../help/term-page.js';
import { keyLabel } from '../../keys/help-bar.js';
import { KEY_MODES, SNAPSHOT_KEYS } from './snapshot-keys.js';

const TERM_WIDTH = 15;

const WORDS: readonly (readonly [string, string])[] = [
  ['COUNT', 'objects of the class'],
  ['SHALLOW', 'bytes of the objects themselves, with the tables that only they use'],
  ['RETAINED', 'bytes that would go if they went'],
  ['SHARE', 'retained, of the whole heap'],
  ['HELD BY', 'what leads to the object from the one above it'],
  ['x124', 'so many steps of this kind in a row'],
  ['+ -', 'closed and open rows; what an object opens to is what it dominates'],
  ['@106001', 'id of an object: the same in every snapshot of its process'],
];

/** The help page: every key, every column, every sign. */
export function snapshotHelp(at: {
  readonly width: number;
  readonly style: DrawingStyle;
}): readonly string[] {
  const faces = [KEY_MODES.classes, KEY_MODES.dominators, KEY_MODES.path];
  const keys = SNAPSHOT_KEYS.filter(({ modes }) => modes.some((mode) => faces.includes(mode)));
  return termPage(
    [
      { title: 'KEYS', terms: keys.map((binding) => [binding.keys.map(keyLabel).join(' '), binding.help]) },
      { title: 'WORDS', terms: WORDS },
    ],
    { ...at, termWidth: TERM_WIDTH },
  );
}
