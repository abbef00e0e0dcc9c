import { fillLine, measuredName, type PaneSize } from '../detail/pane.js';
import { named, words } from '../drawing/line-pieces.js';
import { shortenName } from '../drawing/measured-text.js';
import type { ShownStep } from './path-steps.js';

const ARROWS = { ascii: '> ', unicode: '› ' };
/** What is deeper stands below the same cell. */
const DEEPEST = 10;
const GAP = 2;
const LEAST_NAME = 8;

/** The way as a column, each step further in than the one above it; lines of exactly `width` cells. */
export function pathColumn(steps: readonly ShownStep[], size: PaneSize): readonly string[] {
  return steps.map((step, index) => stepLine(step, index, size));
}

function stepLine({ name, class: kind, isHolder, remark }: ShownStep, depth: number, size: PaneSize): string {
  const { width, style } = size;
  const { ellipsis } = style;
  const indent = ' '.repeat(Math.min(depth, DEEPEST, Math.floor(width / 6)) * 2);
  const arrow = depth === 0 ? '' : style.ascii ? ARROWS.ascii : ARROWS.unicode;
  const room = width - indent.length - arrow.length - 4;
  const told = shortenName(measuredName(remark, style), {
    width: Math.max(0, room - LEAST_NAME - GAP),
    ellipsis,
  });
  const left = remark === '' ? room : room - told.width - GAP;
  const text = measuredName(kind === '' ? name : `${name} ${kind}`, style);
  return fillLine(
    [
      words(isHolder ? '@' : ' ', isHolder ? 'alarm' : 'plain'),
      words(`${indent}${arrow}`, 'dim'),
      named(shortenName(text, { width: left, ellipsis }), isHolder ? 'strong' : 'plain'),
    ],
    size,
    { gap: '', right: { ...named(told, 'dim'), text: `${told.text} `, width: told.width + 1 } },
  );
}
