import { nodeName, shortened } from './panel-names.js';
import type { PanelSubject } from './panel-subject.js';

const LABEL = 'path  ';

/** `root > handle > ... > parse`, inverted `parse < handle`, in `width` cells: both ends stay, the middle gives way. */
export function panelPath(subject: PanelSubject, width: number): string {
  const { scene, inverted, style, path } = subject;
  const [first, ...names] = path
    .slice(Number(inverted && scene.node > 0))
    .map((node) => nodeName(subject, node));
  const arrow = inverted ? ' < ' : ' > ';
  const room = width - LABEL.length;
  const { ellipsis } = style;
  const start = shortened(first!, Math.floor(room / 3), subject);
  let used = start.width;
  const shown: string[] = [];
  // The ellipsis and the arrow before it always find their place.
  const most = room - ellipsis.length - arrow.length;
  for (const name of names.toReversed()) {
    const short = shown.length === 0 ? shortened(name, most - used - arrow.length, subject) : name;
    if (used + arrow.length + short.width > most) break;
    shown.unshift(short.text);
    used += arrow.length + short.width;
  }
  if (shown.length < names.length) shown.unshift(ellipsis);
  return style.paint('dim', LABEL) + [start.text, ...shown].join(arrow);
}
