import type { DrawingStyle } from '../drawing/drawing-style.js';
import { joinPieces, words } from '../drawing/line-pieces.js';
import { type KeyBinding, type KeyCommand, type KeyMode, KEY_TABLE, type ScreenName } from './key-table.js';

export interface HelpBarOptions {
  readonly width: number;
  readonly style: DrawingStyle;
  readonly screen: ScreenName;
  readonly paused: boolean;
  /** What costs the watched process something may be asked for. */
  readonly costly: boolean;
  /** Captures come in. */
  readonly live: boolean;
}

/** Help and quit are named on the narrowest screen, then what matters most to a newcomer; the others as in the table. */
const RANK: readonly KeyCommand[] = [
  'help',
  'quit',
  'open',
  'open-detail',
  'next-view',
  'back',
  'ask-capture',
  'set-baseline',
  'copy',
  'ask-why',
  'mark',
  'filter',
  'sort',
  'pause',
  'export',
];
/** Where there is nothing to go back to, and where one reads what was asked: other keys say more there. */
const NEVER: Readonly<Partial<Record<ScreenName, readonly KeyCommand[]>>> = {
  live: ['back'],
  why: ['ask-capture', 'ask-snapshot', 'ask-exact', 'set-baseline'],
};
const GAP = '  ';

/** As many keys as fit into one line, in the order of the key table; the others are on the help page. */
export function composeHelpBar(options: HelpBarOptions): string {
  const { width, style } = options;
  const bindings = barBindings(options);
  const shown = new Set<KeyBinding>();
  let used = 1;
  for (const binding of bindings.toSorted((a, b) => rankOf(a, options) - rankOf(b, options))) {
    used += label(binding, options).length + (shown.size > 0 ? GAP.length : 0);
    if (used > width) break;
    shown.add(binding);
  }
  const pieces = bindings
    .filter((binding) => shown.has(binding))
    .map((binding) => words(label(binding, options), 'dim'));
  return joinPieces(pieces, { width, style, gap: GAP });
}

function barBindings({ screen, costly, live }: HelpBarOptions): readonly KeyBinding[] {
  return KEY_TABLE.filter(
    (binding) =>
      binding.modes.includes(screen) &&
      binding.bar !== undefined &&
      (costly || binding.costly !== true) &&
      (live || binding.live !== true) &&
      NEVER[screen]?.includes(binding.command) !== true,
  );
}

function rankOf({ command }: KeyBinding, { paused }: HelpBarOptions): number {
  // How to go on is what the reader of a screen that stands still looks for.
  if (command === 'pause' && paused) return 0;
  const rank = RANK.indexOf(command);
  return rank < 0 ? RANK.length : rank;
}

function label({ keys, command, bar }: KeyBinding, { paused }: HelpBarOptions): string {
  const key = keyLabel(keys[0]!);
  return command === 'pause' && paused ? `${key} go on` : `${key} ${bar!}`;
}

/** The keys of a question, a page or a typed line, while that has the floor. */
export function composeModeBar(
  mode: Exclude<KeyMode, ScreenName>,
  { width, style }: Pick<HelpBarOptions, 'width' | 'style'>,
): string {
  const pieces = KEY_TABLE.filter(({ modes }) => modes.includes(mode)).map(({ keys, help }) =>
    words(`${keyLabel(keys[0]!)} ${help}`, 'dim'),
  );
  return joinPieces(pieces, { width, style, gap: GAP });
}

/** How a key is written for people. */
export function keyLabel(name: string): string {
  return name === 'escape' ? 'esc' : name;
}
