import type { DrawingStyle } from '../drawing/drawing-style.js';
import { type KeyBinding, type KeyCommand, KEY_TABLE } from './key-table.js';
import { joinPieces, words } from '../drawing/line-pieces.js';

export interface HelpBarOptions {
  readonly width: number;
  readonly style: DrawingStyle;
  readonly paused: boolean;
  readonly detailOpen: boolean;
}

/** Help and quit are named on the narrowest screen, then what matters most to a newcomer. */
const RANK: readonly KeyCommand[] = [
  'help',
  'quit',
  'toggle-detail',
  'filter',
  'sort',
  'pause',
  'ask-capture',
  'set-baseline',
  'back',
];
const GAP = '   ';

/** As many keys as fit into one line, in the order of the key table; the others are on the help page. */
export function composeHelpBar(options: HelpBarOptions): string {
  const { width, style } = options;
  const bindings = KEY_TABLE.filter(({ mode, bar }) => mode === 'table' && bar !== undefined);
  const shown = new Set<KeyBinding>();
  let used = 1;
  for (const binding of bindings.toSorted((a, b) => RANK.indexOf(a.command) - RANK.indexOf(b.command))) {
    used += label(binding, options).length + (shown.size > 0 ? GAP.length : 0);
    if (used > width) break;
    shown.add(binding);
  }
  const pieces = bindings
    .filter((binding) => shown.has(binding))
    .map((binding) => words(label(binding, options), 'dim'));
  return joinPieces(pieces, { width, style, gap: GAP });
}

function label({ keys, command, bar }: KeyBinding, { paused, detailOpen }: HelpBarOptions): string {
  const key = keyLabel(keys[0]!);
  if (command === 'pause' && paused) return `${key} go on`;
  if (command === 'toggle-detail' && detailOpen) return `${key} close`;
  return `${key} ${bar!}`;
}

/** How a key is written for people. */
export function keyLabel(name: string): string {
  return name === 'escape' ? 'esc' : name;
}
