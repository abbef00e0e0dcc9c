import type { DrawingStyle } from '../../drawing/drawing-style.js';
import { bindKeys } from '../../keys/bind-keys.js';
import { composeKeyBar } from '../../keys/compose-key-bar.js';
import type { KeyBinding, KeyCommand, KeyMode } from '../../keys/key-binding.js';
import type { SnapshotFace } from './snapshot-view.js';

/** What has the floor. `opening` is the time before there is anything to look at. */
export type SnapshotMode = SnapshotFace | 'opening' | 'help' | 'filter';

/** The views of a watch stand for our faces among the modes of keys, each for the one in its place. */
export const KEY_MODES: Readonly<Record<Exclude<SnapshotMode, 'opening'>, KeyMode>> = {
  classes: 'live',
  dominators: 'diff',
  path: 'flame',
  help: 'help',
  filter: 'filter',
};

const FACES = [KEY_MODES.classes, KEY_MODES.dominators, KEY_MODES.path] as const;
const OUTLINES = [KEY_MODES.classes, KEY_MODES.dominators] as const;

/** Every key of the screen of a heap snapshot. The help bar and the help page are made from it, in this order. */
export const SNAPSHOT_KEYS: readonly KeyBinding[] = [
  ...bindKeys([...FACES, 'help'], 'move', [
    ['j down', 'down', 'next row'],
    ['k up', 'up', 'previous row'],
    ['ctrl-d', 'half-down', 'half a page down'],
    ['ctrl-u', 'half-up', 'half a page up'],
    ['pagedown', 'page-down', 'page down'],
    ['pageup', 'page-up', 'page up'],
    ['g home', 'top', 'first'],
    ['G end', 'bottom', 'last'],
  ]),
  ...bindKeys(FACES, 'view', [
    ['1', 'view-live', 'classes'],
    ['2', 'view-diff', 'dominators: who would free what'],
    ['3', 'view-flame', 'path: what holds the object'],
    ['tab', 'next-view', 'next face', 'next'],
    ['shift-tab', 'previous-view', 'face before'],
  ]),
  ...bindKeys(OUTLINES, 'view', [
    ['enter l right', 'open', 'open or close the row', 'open'],
    ['h left', 'left', 'close the row, or go to the one above it'],
  ]),
  ...bindKeys([KEY_MODES.path], 'view', [
    ['enter l right', 'open', 'what this object dominates', 'dominators'],
    ['n', 'next-match', 'next path', 'next path'],
    ['N', 'previous-match', 'path before'],
  ]),
  ...bindKeys([KEY_MODES.classes], 'view', [
    ['/', 'filter', 'filter classes by name', 'filter'],
    ['s', 'sort', 'sort by the next column', 'sort'],
    ['S', 'reverse', 'reverse the order'],
  ]),
  ...bindKeys(FACES, 'view', [
    ['f', 'relevant', 'path to what holds most; again for the next', 'suspect'],
    ['escape', 'back', 'drop the filter, back to the whole heap, to the classes; never quits'],
  ]),
  ...bindKeys(FACES, 'act', [
    ['y', 'copy', 'copy as markdown', 'copy'],
    ['?', 'help', 'this page', 'help'],
  ]),
  ...bindKeys([...FACES, 'help'], 'act', [['q', 'quit', 'quit', 'quit']]),
  ...bindKeys(['filter'], 'view', [
    ['enter', 'accept', 'keep what was typed'],
    ['escape', 'cancel', 'drop what was typed'],
    ['backspace', 'erase', 'erase a character'],
    ['ctrl-u', 'erase-all', 'erase all'],
  ]),
  ...bindKeys([...FACES, 'help', 'filter'], 'act', [
    ['ctrl-c', 'quit', 'quit'],
    ['ctrl-z', 'suspend', 'suspend (fg)'],
  ]),
];

const RANK: readonly KeyCommand[] = ['help', 'quit', 'open', 'next-view', 'relevant', 'filter', 'next-match'];

/** As many keys of a mode as fit into one line; the others are on the help page. */
export function composeSnapshotBar(
  mode: SnapshotMode,
  { width, style }: { readonly width: number; readonly style: DrawingStyle },
): string {
  return composeKeyBar(barBindings(mode), { width, style, rank: RANK });
}

function barBindings(mode: SnapshotMode): readonly KeyBinding[] {
  if (mode === 'opening') return SNAPSHOT_KEYS.filter(({ command }) => command === 'quit').slice(0, 1);
  const isFace = mode !== 'help' && mode !== 'filter';
  return SNAPSHOT_KEYS.filter(
    ({ modes, bar }) => modes.includes(KEY_MODES[mode]) && (!isFace || bar !== undefined),
  );
}
