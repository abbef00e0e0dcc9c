import { count, longBytes, safeText } from '@heaptide/report';
import type { SnapshotSummary, SuspectLine } from '@heaptide/report/snapshot-browse';
import type { DrawingStyle, Tone } from '../../drawing/drawing-style.js';
import { joinPieces, type LinePiece, named, words } from '../../drawing/line-pieces.js';
import { measure, shortenName } from '../../drawing/measured-text.js';
import { wrapText } from '../../drawing/wrap-text.js';
import type { SnapshotState } from '../engine/snapshot-engine.js';
import { SNAPSHOT_FACES, type SnapshotFace } from './snapshot-view.js';

export interface SnapshotHeaderOptions {
  readonly width: number;
  /** Of the whole screen. */
  readonly height: number;
  readonly style: DrawingStyle;
  /** Absent before there is a face. */
  readonly face: SnapshotFace | undefined;
}

const SEVERITY: Readonly<Record<SuspectLine['severity'], readonly [sign: string, tone: Tone]>> = {
  leak: ['!! LEAK', 'alarm'],
  accumulation: ['! ACCUMULATION', 'warning'],
  info: ['LARGEST', 'plain'],
};
const TITLE = 'heaptide';
const GAP = '   ';
/** From so many lines on there is room for a sentence of two. */
const TALL_FROM = 24;

/** Which file it is and how much is in it; what holds most; and the faces. */
export function composeSnapshotHeader(
  state: SnapshotState,
  options: SnapshotHeaderOptions,
): readonly string[] {
  const { width, style, face } = options;
  const first = titleLine(state, options);
  if (state.summary === undefined) return [first];
  return [
    first,
    ...suspectLines(state.summary, options),
    joinPieces(facePieces(face), { width, style, gap: ' ' }),
  ];
}

function titleLine({ name, summary }: SnapshotState, { width, style }: SnapshotHeaderOptions): string {
  const right = summary === undefined ? undefined : sizePiece(summary);
  const room = width - 3 - TITLE.length - GAP.length - (right === undefined ? 0 : right.width + GAP.length);
  const shown = shortenName(measure(safeText(name, { ascii: style.ascii })), {
    width: room,
    ellipsis: style.ellipsis,
    keep: 'end',
  });
  return joinPieces([words(TITLE, 'strong'), named(shown, 'strong')], {
    width: width - 1,
    style,
    gap: GAP,
    ...(right === undefined ? {} : { right }),
  });
}

function sizePiece({ total, nodeCount }: SnapshotSummary): LinePiece {
  return words(`${longBytes(total)}  ${count(nodeCount)} nodes`);
}

function suspectLines(
  { suspects }: SnapshotSummary,
  { width, height, style }: SnapshotHeaderOptions,
): readonly string[] {
  if (suspects === undefined) return [];
  const [suspect] = suspects;
  if (suspect === undefined)
    return [joinPieces([words('nothing holds a large part of the heap')], { width, style })];
  const [sign, tone] = SEVERITY[suspect.severity];
  const room = width - sign.length - 5;
  const { ascii, ellipsis } = style;
  const text = safeText(suspect.text, { ascii });
  const [first, second] = wrapText(text, room);
  if (height < TALL_FROM || first === undefined || second === undefined) {
    const shown = shortenName(measure(text), { width: room, ellipsis });
    return [joinPieces([words(sign, tone), named(shown, 'strong')], { width, style, gap: '  ' })];
  }
  const rest = shortenName(measure(safeText(text.slice(first.text.length).trim())), {
    width: room,
    ellipsis,
  });
  return [
    joinPieces([words(sign, tone), named(first, 'strong')], { width, style, gap: '  ' }),
    ' '.repeat(sign.length + 2) +
      joinPieces([named(rest, 'strong')], { width: width - sign.length - 2, style }),
  ];
}

function facePieces(face: SnapshotFace | undefined): readonly LinePiece[] {
  return SNAPSHOT_FACES.map((each, index) =>
    each === face ? words(`[${index + 1} ${each}]`, 'strong') : words(` ${index + 1} ${each} `, 'dim'),
  );
}
