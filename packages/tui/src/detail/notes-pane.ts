import type { Phrase } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { named, words } from '../drawing/line-pieces.js';
import type { MeasuredText } from '../drawing/measured-text.js';
import { ownSigns } from '../drawing/own-signs.js';
import { composeHeading, fillLine, type Pane, type PaneSize, wrapParagraph } from './pane.js';

export interface NotesPaneOptions {
  readonly title: string;
  readonly name?: string;
  readonly notes: readonly { readonly label: string; readonly text: Phrase }[];
  /** Of the labels. */
  readonly labelWidth: number;
  /** The note at the cursor; absent where the cursor is elsewhere. */
  readonly cursor: number | undefined;
  /** Said where there is no note. */
  readonly otherwise: string;
}

interface NoteLine {
  readonly note: number;
  readonly label: string;
  readonly text: MeasuredText;
}

const MARGIN = 2;

/** Sentences under one word each, wrapped. */
export function notesPane(
  { title, name, notes, labelWidth, cursor, otherwise }: NotesPaneOptions,
  size: PaneSize,
): Pane {
  const { width, style } = size;
  const given = notes.length > 0 ? notes : [{ label: '', text: [otherwise] }];
  const room = Math.max(8, width - MARGIN - labelWidth - 1);
  const lines = given.flatMap(({ label, text }, note): NoteLine[] =>
    wrapParagraph(rawText(text, style), { width: room, style }).map((part, index) => ({
      note,
      label: index === 0 ? label : '',
      text: part,
    })),
  );
  const hasCursor = cursor !== undefined;
  const first = Math.max(
    0,
    lines.findIndex(({ note }) => note === cursor),
  );
  const last = Math.max(
    first,
    lines.findLastIndex(({ note }) => note === cursor),
  );
  return {
    heading: ({ from, to }) => {
      const part = to - from < lines.length ? `${from + 1}-${to} of ${lines.length} lines` : '';
      return composeHeading({ title, ...(name !== undefined && { name }), right: part, hasCursor }, size);
    },
    length: lines.length,
    line: (index) => {
      const { note, label, text } = lines[index]!;
      const line = fillLine(
        [words(' '), { ...words(label.padEnd(labelWidth)), tone: 'dim' }, named(text)],
        size,
        {
          gap: '',
        },
      );
      return note === cursor && index === first ? `>${line.slice(1)}` : line;
    },
    anchor: { from: first, to: last + 1 },
  };
}

/** Raw: still to be made safe. Names keep every sign that they have. */
export function rawText(phrase: Phrase, style: DrawingStyle): string {
  return phrase.map((piece) => (typeof piece === 'string' ? ownSigns(piece, style) : piece.name)).join('');
}
