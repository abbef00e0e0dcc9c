import { safeText } from '@heaptide/report';
import { composeHeader } from '../drawing/header-lines.js';
import { fitPieces, joinPieces, type LinePiece, named, words } from '../drawing/line-pieces.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import { composeHelp, type HelpOptions, helpPosition } from '../help/compose-help.js';
import { composeHelpBar, composeModeBar } from '../keys/help-bar.js';
import type { ScreenName } from '../keys/key-table.js';
import { type FrameLayout, LEAST_COLUMNS, LEAST_ROWS } from './frame-layout.js';
import { notice } from './notice.js';
import { askingLine } from '../why/asking-line.js';
import type { Question } from './question.js';
import type { Screen, ScreenContext } from './screen.js';
import { composeVerdictLine } from './verdict-line.js';

/** All that is on the screen, line by line. */
export interface Frame {
  readonly lines: readonly string[];
}

/** What has the floor: the screen, a page over it, a question, or a line that is typed. */
export type FrameMode = 'screen' | 'help' | 'confirm' | 'export' | 'filter' | 'note';

export interface FrameParts {
  readonly layout: FrameLayout;
  readonly context: ScreenContext;
  readonly screen: Screen;
  readonly name: ScreenName;
  readonly title: string;
  readonly mode: FrameMode;
  readonly question: Question | undefined;
  /** What is being typed as a note. */
  readonly typed: string;
  /** What became of the last act; raw text. */
  readonly message: string | undefined;
  /** What the user has been told of already. */
  readonly knownProblem: string | undefined;
  readonly help: HelpOptions;
}

export function composeFrame(parts: FrameParts): Frame {
  const { layout, context, screen, name, title, mode } = parts;
  if (!layout.fits) return { lines: [sizeMessage(layout)] };
  const { state, style, now, costly } = context;
  const { columns: width } = layout;
  const told = notice(state, { now, ascii: style.ascii });
  const body = mode === 'help' ? composeHelp(parts.help) : screen.body(context);
  return {
    lines: [
      ...composeHeader(state, { width, height: layout.headerLines, style, now, title, screen: name }),
      composeVerdictLine(state, { width, style, now }),
      ...(told === undefined
        ? []
        : [joinPieces([named(cut(`! ${told}`, context), 'warning')], { width, style })]),
      ...body,
      '-'.repeat(width),
      joinPieces(linePieces(parts), { width, style }),
      mode === 'screen'
        ? composeHelpBar({ width, style, screen: name, paused: state.paused, costly, live: state.isLive })
        : composeModeBar(mode, { width, style }),
    ],
  };
}

/** The question that waits for an answer, what is being typed, what became of the last act, or where one stands. */
function linePieces(parts: FrameParts): readonly LinePiece[] {
  const { mode, question, screen, context, message, typed } = parts;
  switch (mode) {
    case 'confirm':
      return question === undefined ? [] : questionPieces(question, context.width);
    case 'export':
      return [words('export:', 'warning'), words('p pprof   s svg   j json   m markdown   esc no')];
    case 'filter':
      return [
        named(cut(`/${screen.filter?.text ?? ''}_`, context, 3), 'accent'),
        words(screen.filter?.found ?? ''),
        words('! not, fn: file: look at one', 'dim'),
      ];
    case 'note':
      return [named(cut(`note: ${typed}_`, context), 'accent')];
    case 'help':
      return helpPosition(parts.help);
    case 'screen': {
      const { asked, busy, problem } = context.state;
      if (message === undefined && asked !== undefined) return askingLine(asked, context);
      const said = message ?? busy ?? (problem === parts.knownProblem ? undefined : problem);
      return said === undefined ? screen.position(context) : [named(cut(said, context), 'accent')];
    }
  }
}

/** A question in the words that there is room for. */
function questionPieces({ wordings }: Question, width: number): readonly LinePiece[] {
  const answers = words('enter yes, esc no', 'dim');
  const lines = wordings.map(({ text, cost }) => [text, cost, answers]);
  return lines.find((pieces) => fitPieces(pieces, width)) ?? lines.at(-1) ?? [];
}

/** Raw text in so many parts of the width, its end kept. */
function cut(text: string, { width, style }: ScreenContext, parts = 1) {
  const safe = measure(safeText(text, { ascii: style.ascii }));
  return shortenName(safe, { width: Math.floor((width - 4) / parts), ellipsis: style.ellipsis, keep: 'end' });
}

function sizeMessage({ columns, rows }: FrameLayout): string {
  const needed = `heaptide needs ${LEAST_COLUMNS}x${LEAST_ROWS}, this is ${columns}x${rows}: enlarge it, or q quits`;
  return needed.slice(0, columns);
}
