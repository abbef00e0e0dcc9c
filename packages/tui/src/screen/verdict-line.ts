import { safeText } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { joinPieces, type LinePiece, named, words } from '../drawing/line-pieces.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import type { WatchState } from '../session/watch-state.js';
import { verdictWords } from '../sites/verdict-words.js';

export interface VerdictLineOptions {
  readonly width: number;
  readonly style: DrawingStyle;
  readonly now: number;
}

const GAP = ', ';

/** The answer, in one line. */
export function composeVerdictLine(state: WatchState, { width, style, now }: VerdictLineOptions): string {
  const { headline, clauses, tone } = verdictWords(state, { now, ...style });
  const sign = headline === '' ? [] : [words(`${headline} `, tone)];
  const room = width - headline.length - 4;
  const pieces: LinePiece[] = [];
  let left = room;
  for (const [index, clause] of clauses.entries()) {
    const fitting = [clause, withoutBrackets(clause)].map((text) => measure(safeText(text)));
    const [whole] = fitting;
    const fits = fitting.find((text) => text.width <= left);
    // The first clause is the answer; of the others, those are said that there is room for.
    const shown = index === 0 ? shortenName(whole!, { width: room, ellipsis: style.ellipsis }) : fits;
    if (shown === undefined) continue;
    pieces.push(named(shown, index === 0 ? 'strong' : 'plain'));
    left -= shown.width + GAP.length;
  }
  const line = joinPieces(pieces, { width: width - headline.length - 2, style, gap: GAP });
  return joinPieces(sign, { width, style }) + line;
}

/** What stands in brackets is the first to give way. */
function withoutBrackets(clause: string): string {
  return clause.replace(/ \([^()]*\)$/, '');
}
