import { timeOfDay } from '@heaptide/report';
import type { WhyAnswer } from '@heaptide/targets';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { named, words } from '../drawing/line-pieces.js';
import { composeHeading, fillLine, type PaneSize, shortPiece, wrapParagraph } from '../detail/pane.js';
import { beside, splitWidth } from '../detail/page-blocks.js';
import type { FunctionPlace } from '../engine/watch-engine.js';
import { fullPlace, functionName } from '../sites/site-names.js';
import { pathColumn } from './path-column.js';
import { pathSteps } from './path-steps.js';
import { type WhyPart, whyParts } from './why-parts.js';
import { WHY_SIGNS } from './why-sign.js';

export interface ComposeWhyOptions extends PaneSize {
  readonly answer: WhyAnswer;
  /** The site as the captures have it. */
  readonly place: FunctionPlace;
}

/** From here on the path stands beside the words. */
const COLUMNS_FROM = 120;
const PATH_SHARE = 0.5;
const MARGIN = 2;

/** The whole answer: as many lines as it takes, each exactly `width` cells. */
export function composeWhy(options: ComposeWhyOptions): readonly string[] {
  const { answer, width, style } = options;
  const steps = pathSteps(answer);
  const head = headLines(options);
  if (steps.length === 0) return [...head, ...wordLines(answer, { width, style })];
  if (width < COLUMNS_FROM) {
    return [...head, ...pathLines(answer, { width, style }), ...wordLines(answer, { width, style })];
  }
  const [left, right] = splitWidth(width, PATH_SHARE);
  const columns = [pathLines(answer, { width: left, style }), wordLines(answer, { width: right, style })];
  const height = Math.max(...columns.map(({ length }) => length));
  const widths = [left, right];
  return [
    ...head,
    ...beside(
      columns.map((lines, column) =>
        Array.from({ length: height }, (_, line) => lines[line] ?? ' '.repeat(widths[column]!)),
      ),
    ),
  ];
}

/** The function and what keeps it in a word; its place, and when it was asked; then the answer in a sentence. */
function headLines({ answer, place, width, style }: ComposeWhyOptions): readonly string[] {
  const { sign, word, tone } = WHY_SIGNS[answer.state];
  const size = { width, style };
  const name = shortPiece(functionName(place.function), { width: Math.floor(width * 0.45), style });
  const time = Date.parse(answer.time);
  const moment = Number.isNaN(time) ? '' : `asked at ${timeOfDay(time)}, `;
  const asked = words(`${moment}pid ${answer.pid} `, 'dim');
  const at = shortPiece(fullPlace({ column: 0, ...place }), {
    width: Math.max(12, width - asked.width - 6),
    style,
    keep: 'end',
  });
  return [
    fillLine([{ ...name, tone: 'strong' }, words(`${sign} ${word}`, tone)], size, { gap: '   ' }),
    fillLine([at], size, { right: asked }),
    ' '.repeat(width),
    ...wrapped(answer.text, size).map((line) => fillLine([{ ...line, tone: 'strong' }], size)),
    ' '.repeat(width),
  ];
}

function pathLines(answer: WhyAnswer, size: PaneSize): readonly string[] {
  const title = answer.chain !== null && answer.holder === null ? 'CHAIN' : 'PATH';
  const name = 'from where it begins to what was caught';
  return [composeHeading({ title, name, hasCursor: false }, size), ...pathColumn(pathSteps(answer), size)];
}

function wordLines(answer: WhyAnswer, size: PaneSize): readonly string[] {
  return whyParts(answer).flatMap((part) => partLines(part, size));
}

function partLines({ title, lines }: WhyPart, size: PaneSize): readonly string[] {
  return [
    composeHeading({ title, hasCursor: false }, size),
    ...lines.flatMap((text) =>
      wrapped(text, size).map((line, index) =>
        fillLine([words(index === 0 ? ' -' : '  '), line], size, { gap: ' ' }),
      ),
    ),
  ];
}

/** Raw text in pieces that leave room for a margin. */
function wrapped(text: string, { width, style }: PaneSize) {
  const room = width - 2 * MARGIN - 2;
  return wrapParagraph(ownArrows(text, style), { width: room, style }).map((line) => named(line));
}

/** Signs that the answer is told with, in those of this terminal; a name that has one loses it in the same way. */
function ownArrows(text: string, { ascii, ellipsis }: DrawingStyle): string {
  return ascii ? text.replaceAll('›', '>').replaceAll('…', ellipsis) : text;
}
