import type { DrawingStyle } from '../drawing/drawing-style.js';
import { joinPieces, words } from '../drawing/line-pieces.js';
import { keyLabel } from './help-bar.js';
import type { KeyBinding, KeyCommand } from './key-binding.js';

export interface KeyBarOptions {
  readonly width: number;
  readonly style: DrawingStyle;
  /** Those that a newcomer needs first stay on the narrowest screen. */
  readonly rank: readonly KeyCommand[];
  /** What a binding is called in the bar; by default as its row says. */
  readonly nameOf?: (binding: KeyBinding) => string;
}

const GAP = '  ';

/** As many keys as fit into one line, in the order given; the others are on the help page. */
export function composeKeyBar(bindings: readonly KeyBinding[], options: KeyBarOptions): string {
  const { width, style, rank, nameOf = ({ bar, help }: KeyBinding) => bar ?? help } = options;
  const rankOf = ({ command }: KeyBinding) => (rank.includes(command) ? rank.indexOf(command) : rank.length);
  const label = (binding: KeyBinding) => `${keyLabel(binding.keys[0]!)} ${nameOf(binding)}`;
  const shown = new Set<KeyBinding>();
  let used = 1;
  for (const binding of bindings.toSorted((a, b) => rankOf(a) - rankOf(b))) {
    used += label(binding).length + (shown.size > 0 ? GAP.length : 0);
    if (used >= width) break;
    shown.add(binding);
  }
  const pieces = bindings.filter((binding) => shown.has(binding)).map((each) => words(label(each), 'dim'));
  return joinPieces(pieces, { width, style, gap: GAP });
}
