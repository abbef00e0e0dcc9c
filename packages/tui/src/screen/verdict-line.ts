import { safeText } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { joinPieces, named, words } from '../drawing/line-pieces.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import type { WatchState } from '../session/watch-state.js';
import { verdictWords } from '../sites/verdict-words.js';

export interface VerdictLineOptions {
  readonly width: number;
  readonly style: DrawingStyle;
  readonly now: number;
}

/** The answer, in one line. */
export function composeVerdictLine(state: WatchState, { width, style, now }: VerdictLineOptions): string {
  const { headline, clauses, tone } = verdictWords(state, { now, ...style });
  const sign = headline === '' ? [] : [words(`${headline} `, tone)];
  const room = width - headline.length - 4;
  const pieces = clauses.map((clause, index) => {
    const shown = shortenName(measure(safeText(clause)), { width: room, ellipsis: style.ellipsis });
    return named(shown, index === 0 ? 'strong' : 'plain');
  });
  const line = joinPieces(pieces, { width: width - headline.length - 2, style, gap: ', ' });
  return joinPieces(sign, { width, style }) + line;
}
