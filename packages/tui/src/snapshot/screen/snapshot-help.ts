import { safeText } from '@heaptide/report';
import type { DrawingStyle } from '../../drawing/drawing-style.js';
import { wrapText } from '../../drawing/wrap-text.js';
import { keyLabel } from '../../keys/help-bar.js';
import { KEY_MODES, SNAPSHOT_KEYS } from './snapshot-keys.js';

const TERM = 15;

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
export function snapshotHelp({
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
  const faces = [KEY_MODES.classes, KEY_MODES.dominators, KEY_MODES.path];
  return [
    title('KEYS'),
    ...SNAPSHOT_KEYS.filter(({ modes }) => modes.some((mode) => faces.includes(mode))).flatMap(
      ({ keys, help }) => entry(keys.map(keyLabel).join(' '), help),
    ),
    '',
    title('WORDS'),
    ...WORDS.flatMap(([term, meaning]) => entry(term, meaning)),
  ];
}
