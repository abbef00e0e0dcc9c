import { safeText } from '@heaptide/report';
import { measure, type MeasuredText, shortenName } from '../drawing/measured-text.js';
import { countOf, type PanelSubject } from './panel-subject.js';

const ROOT = measure(safeText('root'));

export function nodeName({ scene, style }: PanelSubject, node: number): MeasuredText {
  const { tree } = scene.index;
  const folded = tree.folded[node]!;
  if (folded > 0) return measure(safeText(`(${countOf(folded, 'smaller path')})`));
  const frame = tree.frame[node]!;
  return frame === -1 ? ROOT : scene.index.labels(style).label(frame).name;
}

/** File with its folders, and line. */
export function nodePlace({ scene, style }: PanelSubject, node: number): MeasuredText {
  return measure(scene.index.labels(style).fullPlace(scene.index.tree.frame[node]!));
}

/** In at most `width` cells, but in two in any case. */
export function shortened(
  name: MeasuredText,
  width: number,
  { style }: PanelSubject,
  keep: 'both' | 'end' = 'both',
): MeasuredText {
  return shortenName(name, { width: Math.max(2, width), ellipsis: style.ellipsis, keep });
}
