import { asideKeys, type HelpKey, helpKeys, type HelpKeysOptions, keyOf } from './help-keys.js';
import { type HelpEntry, type HelpSection, helpSections } from './help-words.js';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { type LinePiece, words } from '../drawing/line-pieces.js';

export interface HelpPageOptions extends HelpKeysOptions {
  readonly width: number;
  readonly style: DrawingStyle;
}

export interface HelpOptions extends HelpPageOptions {
  /** First line shown; the page is never scrolled beyond its end. */
  readonly top: number;
  readonly height: number;
}

/** From this width on, the words stand beside the keys. */
const BESIDE_FROM = 140;
const SEAM = ' | ';
const COLUMN_GAP = '  ';
const WORD_WIDTH = 13;

/** `height` lines of the help page: every key of the table, every word and sign of the screens. */
export function composeHelp(options: HelpOptions): readonly string[] {
  const { height } = options;
  const lines = helpLines(options);
  const top = Math.max(0, Math.min(options.top, lines.length - height));
  return Array.from({ length: height }, (_, index) => lines[top + index] ?? '');
}

/** Lines of the whole page. */
export function helpLength(options: HelpPageOptions): number {
  return helpLines(options).length;
}

/** For the line above the keys: what is shown of how much, and how to leave. */
export function helpPosition(options: HelpOptions): readonly LinePiece[] {
  const { height } = options;
  const length = helpLength(options);
  const top = Math.max(0, Math.min(options.top, length - height));
  if (length <= height) return [words('help'), words('any key closes', 'dim')];
  return [
    words(`help, lines ${top + 1}-${Math.min(length, top + height)} of ${length}`),
    words('j k scroll, any other key closes', 'dim'),
  ];
}

function helpLines(options: HelpPageOptions): readonly string[] {
  const { width, style, readOnly } = options;
  const head = [...firstMinute(options), '-'.repeat(width)];
  const sections = helpSections({ style, readOnly });
  const move = block('MOVE', helpKeys(options, 'move'), style);
  const view = block('VIEW', helpKeys(options, 'view'), style);
  const act = block('ACT', helpKeys(options, 'act'), style);
  const stacked = [[...move, BLANK, ...act], view];
  if (width >= BESIDE_FROM) {
    const left = joined(stacked);
    const leftWidth = Math.max(...left.map(({ width: used }) => used)) + 1;
    const room = width - leftWidth - SEAM.length;
    const right = [...asideLines(options, room), ...sectionLines(sections, room, style)];
    return [...head, ...besides(left, right, leftWidth)];
  }
  const three = joined([move, view, act]);
  const fitting = [three, joined(stacked), [...move, BLANK, ...view, BLANK, ...act]].find((lines) =>
    lines.every(({ width: used }) => used < width),
  )!;
  return [
    ...head,
    ...fitting.map(({ text }) => ` ${text}`.trimEnd()),
    '',
    ...asideLines(options, width),
    ...sectionLines(sections, width, style),
  ];
}

/** A line with its width in cells, which its colours hide. */
interface Cells {
  readonly text: string;
  readonly width: number;
}

const BLANK: Cells = { text: '', width: 0 };

function block(title: string, keys: readonly HelpKey[], style: DrawingStyle): readonly Cells[] {
  const keysWidth = Math.max(...keys.map((key) => key.keys.length));
  return [
    { text: style.paint('strong', title), width: title.length },
    ...keys.map(({ keys: names, help }) => ({
      text: `${style.paint('accent', names)}${' '.repeat(keysWidth - names.length + 1)}${help}`,
      width: keysWidth + 1 + help.length,
    })),
  ];
}

/** Columns side by side. */
function joined(columns: readonly (readonly Cells[])[]): readonly Cells[] {
  const widths = columns.map((column) => Math.max(...column.map(({ width }) => width)));
  const longest = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: longest }, (_, line) => {
    const cells = columns.map((column, index) => {
      const { text, width } = column[line] ?? BLANK;
      return text + ' '.repeat(widths[index]! - width);
    });
    const used = widths.reduce((sum, width) => sum + width + COLUMN_GAP.length, -COLUMN_GAP.length);
    return { text: cells.join(COLUMN_GAP), width: used };
  });
}

function besides(left: readonly Cells[], right: readonly string[], leftWidth: number): readonly string[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, line) => {
    const { text, width } = left[line] ?? BLANK;
    return ` ${text}${' '.repeat(leftWidth - 1 - width)}${SEAM}${right[line] ?? ''}`.trimEnd();
  });
}

function firstMinute(options: HelpPageOptions): readonly string[] {
  const capture = keyOf(options, 'ask-capture');
  const steps = [
    'read the verdict line',
    `${keyOf(options, 'open') ?? 'enter'} on row one`,
    ...(capture === undefined ? [] : [`${capture}: rule out garbage`]),
    `${keyOf(options, 'copy') ?? 'y'} copies it`,
  ];
  const meaning = steps.map((step, index) => `${index + 1} ${step} `);
  return entryLines({ word: 'FIRST MINUTE', tone: 'strong', meaning }, options.width, options.style);
}

function asideLines(options: HelpPageOptions, width: number): readonly string[] {
  const entries = asideKeys(options).map(({ name, keys }): HelpEntry => ({
    word: name,
    tone: 'plain',
    meaning: keys.map(({ keys: names, help }, index) =>
      index === keys.length - 1 ? `${names} ${help}` : `${names} ${help}, `,
    ),
  }));
  const count: HelpEntry = {
    word: 'a number',
    tone: 'plain',
    meaning: 'before a move repeats it: 9j, 5gg; 1 to 4 are views, so 0 goes before them: 012j'.split(' '),
  };
  return sectionLines([{ title: 'MORE KEYS', entries: [count, ...entries] }], width, options.style);
}

function sectionLines(
  sections: readonly HelpSection[],
  width: number,
  style: DrawingStyle,
): readonly string[] {
  return sections.flatMap(({ title, entries }) => [
    ` ${style.paint('strong', title)}`,
    ...entries.flatMap((entry) => entryLines(entry, width, style)),
    '',
  ]);
}

function entryLines(
  { word, tone, meaning }: HelpEntry,
  width: number,
  style: DrawingStyle,
): readonly string[] {
  const room = width - WORD_WIDTH - 2;
  const lines: string[] = [''];
  for (const part of meaning) {
    const line = lines.at(-1)!;
    if (line === '') lines[lines.length - 1] = part;
    else if (line.length + 1 + part.trimEnd().length <= room) lines[lines.length - 1] = `${line} ${part}`;
    else lines.push(part);
  }
  return lines.map((line, index) => {
    const head =
      index === 0 ? style.paint(tone, word) + ' '.repeat(WORD_WIDTH - word.length) : ' '.repeat(WORD_WIDTH);
    return ` ${head} ${line}`.trimEnd();
  });
}
