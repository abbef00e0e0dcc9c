import { joinPieces, type LinePiece, named, words } from '../drawing/line-pieces.js';
import { nodeName, nodePlace, shortened } from './panel-names.js';
import { markPiece } from './panel-pieces.js';
import { countOf, type PanelSubject } from './panel-subject.js';

const GAP = '   ';
const NAME_SHARE = 0.55;

/** What is selected; where the panel is below the icicle, with its place and what became of it. */
export function panelTitle(subject: PanelSubject): string {
  const { scene, style, width, nodes } = subject;
  const { index, node, isRest, parts } = scene;
  const isBelow = parts.panel.place === 'below';
  const verdict = isBelow ? markPiece(subject, width / 2) : words('');
  const right = verdict.text === '' ? {} : { right: verdict };
  const room = width - 4 - (verdict.width === 0 ? 0 : verdict.width + GAP.length);
  const join = (pieces: readonly LinePiece[]) =>
    joinPieces(pieces, { width: width - 1, style, gap: GAP, ...right });
  if (isRest) {
    const title = `> ..  ${countOf(nodes.length, 'node')} too narrow to draw, below `;
    const parent = shortened(nodeName(subject, node), room - title.length, subject);
    return join([{ text: title + parent.text, width: title.length + parent.width, tone: 'strong' }]);
  }
  const hasPlace = isBelow && index.tree.frame[node] !== -1;
  const name = shortened(
    nodeName(subject, node),
    hasPlace ? Math.floor(room * NAME_SHARE) : room - 2,
    subject,
  );
  const title: LinePiece = { text: `> ${name.text}`, width: name.width + 2, tone: 'strong' };
  if (!hasPlace) return join([title]);
  const place = shortened(nodePlace(subject, node), room - name.width - 2 - GAP.length, subject, 'end');
  return join([title, named(place, 'dim')]);
}
