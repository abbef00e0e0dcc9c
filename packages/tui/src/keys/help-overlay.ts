import type { DrawingStyle } from '../drawing/drawing-style.js';
import { keyLabel } from './help-bar.js';
import { type KeyGroup, KEY_TABLE } from './key-table.js';
import { VERDICT_SIGNS } from '../sites/verdict-sign.js';

export interface HelpOverlayOptions {
  readonly width: number;
  readonly height: number;
  readonly style: DrawingStyle;
}

const GROUPS: readonly KeyGroup[] = ['move', 'view', 'act'];
const KEYS_WIDTH = 9;
const COLUMN_GAP = 2;

/** The help page: every key of the key table, every verdict word. Fits 80 columns and 17 lines. */
export function composeHelpOverlay({ width, height, style }: HelpOverlayOptions): readonly string[] {
  const title = ' KEYS   a number before a move repeats it; any key closes this page';
  const verdicts = Object.values(VERDICT_SIGNS).map(
    ({ sign, word, tone, meaning }) => ` ${style.paint(tone, `${sign} ${word.padEnd(10)}`)} ${meaning}`,
  );
  const legend = ` INUSE live bytes   B/UN bytes kept per unit of work   ${style.plusMinus} half the 95 % interval`;
  const lines = [style.paint('strong', title), ...keyLines(), '-'.repeat(width), ...verdicts, legend];
  return Array.from({ length: height }, (_, index) => lines[index] ?? '');
}

function keyLines(): readonly string[] {
  const columns = GROUPS.map(groupEntries);
  const longest = Math.max(...columns.map((column) => column.length));
  return Array.from({ length: longest }, (_, line) => {
    const cells = columns.map((column) => (column[line] ?? '').padEnd(columnWidth(column)));
    return ` ${cells.join('')}`.trimEnd();
  });
}

function columnWidth(entries: readonly string[]): number {
  return Math.max(...entries.map((entry) => entry.length)) + COLUMN_GAP;
}

function groupEntries(group: KeyGroup): readonly string[] {
  return KEY_TABLE.filter((binding) => binding.mode === 'table' && binding.group === group).map(
    ({ keys, help }) => keys.map(keyLabel).join(' ').padEnd(KEYS_WIDTH) + help,
  );
}
