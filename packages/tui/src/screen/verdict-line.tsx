import type { DrawingStyle } from '../drawing/drawing-style.js';
import { joinPieces, named, words } from '../drawing/line-pieces.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import { safeText } from '@heaptide/report';
import { TextLine } from './text-line.js';
import { verdictWords } from '../sites/verdict-words.js';
import type { WatchState } from '../session/watch-state.js';

export interface VerdictLineProps {
  readonly state: WatchState;
  readonly width: number;
  readonly style: DrawingStyle;
  readonly now: number;
}

/** The answer, in one line. */
export function VerdictLine({ state, width, style, now }: VerdictLineProps) {
  const { headline, clauses, tone } = verdictWords(state, { now, ...style });
  const sign = headline === '' ? [] : [words(`${headline} `, tone)];
  const room = width - headline.length - 4;
  const pieces = clauses.map((clause, index) => {
    const shown = shortenName(measure(safeText(clause)), { width: room, ellipsis: style.ellipsis });
    return named({ text: shown.text, width: shown.width }, index === 0 ? 'strong' : 'plain');
  });
  const line = joinPieces(pieces, { width: width - headline.length - 2, style, gap: ', ' });
  return <TextLine text={joinPieces(sign, { width, style }) + line} />;
}
