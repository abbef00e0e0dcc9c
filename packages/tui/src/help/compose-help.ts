import {
  asideKeys,
  HELP_SCREENS,
  type HelpKeysOptions,
  keyOf,
  type KeyUse,
  keyUses,
  screenKeys,
  sharedKeys,
} from './help-keys.js';
import { type HelpEntry, type HelpSection, helpSections } from './help-words.js';
import { type Cells, keyGrid, type KeyGrid, type KeyRow } from './key-grid.js';
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
/** Keys in a line of the half page. */
const GRID_BESIDE = 2;
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
  const canAsk = options.live && !readOnly;
  const head = [...firstMinute(options), '-'.repeat(width)];
  const { verdicts, signs, columns, running } = helpSections({ style, readOnly, canAsk });
  const uses = keyUses(options);
  const shared = keyGrid('KEYS OF EVERY SCREEN', sharedRows(uses), style);
  const own = keyGrid('KEYS OF ONE SCREEN, where they come first', screenRows(uses, canAsk), style);
  const section = (one: HelpSection, room: number) => sectionLines(one, room, style);
  if (width >= BESIDE_FROM) {
    const left = [...shared.lines(GRID_BESIDE), BLANK, ...own.lines(GRID_BESIDE)];
    const leftWidth = Math.max(...left.map(({ width: used }) => used)) + 1;
    const room = width - leftWidth - SEAM.length;
    const right = [verdicts, signs, columns, asideSection(options), running].flatMap((one) =>
      section(one, room),
    );
    return [...head, ...besides(left, right, leftWidth)];
  }
  const grid = (keys: KeyGrid) => [...keys.lines(keys.fitting(width)).map(({ text }) => text), ''];
  return [
    ...head,
    ...section(verdicts, width),
    ...grid(shared),
    ...section(signs, width),
    ...grid(own),
    ...section(asideSection(options), width),
    ...section(columns, width),
    ...section(running, width),
  ];
}

function sharedRows(uses: readonly KeyUse[]): readonly KeyRow[] {
  const groups = ['view', 'move', 'act'] as const;
  return groups.map((group) => ({ label: group, keys: sharedKeys(uses, group) }));
}

/** Where nobody can be asked, nobody comes to the answer. */
function screenRows(uses: readonly KeyUse[], canAsk: boolean): readonly KeyRow[] {
  return HELP_SCREENS.filter((screen) => canAsk || screen !== 'why').map((screen) => ({
    label: screen,
    keys: screenKeys(uses, screen),
  }));
}

const BLANK: Cells = { text: '', width: 0 };

function besides(left: readonly Cells[], right: readonly string[], leftWidth: number): readonly string[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, line) => {
    const { text, width } = left[line] ?? BLANK;
    return `${text}${' '.repeat(leftWidth - width)}${SEAM}${right[line] ?? ''}`.trimEnd();
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

function asideSection(options: HelpPageOptions): HelpSection {
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
  return { title: 'MORE KEYS', entries: [count, ...entries] };
}

function sectionLines(
  { title, entries }: HelpSection,
  width: number,
  style: DrawingStyle,
): readonly string[] {
  return [
    ` ${style.paint('strong', title)}`,
    ...entries.flatMap((entry) => entryLines(entry, width, style)),
    '',
  ];
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
