import type { DrawingStyle } from '../drawing/drawing-style.js';
import { joinPieces, type LinePiece, named, words } from '../drawing/line-pieces.js';
import { measure, type MeasuredText, shortenName } from '../drawing/measured-text.js';
import { wrapText } from '../drawing/wrap-text.js';
import { type SafeText, safeText } from '@heaptide/report';
import { TextMemory } from './text-memory.js';

/** Lines `from` up to, not with, `to`. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** A part of the page under a heading. Lines are drawn only where they are shown, each exactly as wide as the pane. */
export interface Pane {
  heading(shown: LineRange): string;
  readonly length: number;
  line(index: number): string;
  /** What stays in sight where there is no room for all lines. */
  readonly anchor: LineRange;
}

export interface PaneSize {
  readonly width: number;
  readonly style: DrawingStyle;
}

const LONGEST_TEXT = 480;
const LONGEST_NAME = 200;

/** The heading and as many lines as there is room for, with the anchor among them: exactly `height` lines. */
export function showPane(
  pane: Pane,
  { height, width }: { readonly height: number; readonly width: number },
): readonly string[] {
  const shown = shownLines(pane, height);
  const lines = height > 0 ? [pane.heading(shown)] : [];
  for (let index = shown.from; index < shown.to; index++) lines.push(pane.line(index));
  while (lines.length < height) lines.push(' '.repeat(width));
  return lines;
}

/** The lines that are shown below the heading where the pane has `height` lines with it. */
export function shownLines({ length, anchor }: Pane, height: number): LineRange {
  const room = Math.max(0, height - 1);
  const middle = Math.floor((anchor.from + anchor.to) / 2);
  // Of an anchor that is taller than the room, the beginning.
  const from = Math.max(0, Math.min(length - room, middle - Math.floor(room / 2), anchor.from));
  return { from, to: Math.min(length, from + room) };
}

export interface HeadingParts {
  readonly title: string;
  /** Raw. */
  readonly name?: string;
  readonly right?: string;
  readonly hasCursor: boolean;
}

/** `- TITLE name ------ right -`: a rule that says what stands below it. */
export function composeHeading(
  { title, name, right = '', hasCursor }: HeadingParts,
  { width, style }: PaneSize,
): string {
  const mark = hasCursor ? '> ' : '- ';
  const least = mark.length + title.length + 2;
  const end = right === '' || least + right.length + 3 > width ? '-' : ` ${right} -`;
  const room = width - least - end.length;
  const shortName =
    name === undefined || room < 6 ? undefined : shortPiece(name, { width: room - 1, style, keep: 'end' });
  const used = shortName === undefined ? 0 : shortName.width + 1;
  const told = shortName === undefined ? '' : ` ${shortName.text}`;
  return `${mark}${style.paint('strong', title)}${told} ${'-'.repeat(Math.max(0, room - used + 1))}${end}`;
}

/** Pieces in exactly `width` cells, the last ones left out where they do not fit. */
export function fillLine(
  pieces: readonly LinePiece[],
  { width, style }: PaneSize,
  { gap = ' ', right = words('') }: { readonly gap?: string; readonly right?: LinePiece } = {},
): string {
  return joinPieces(pieces, { width, style, gap, right });
}

/** A name or a line of a profile or a source, made safe. */
export function plainText(text: string, { ascii }: DrawingStyle): SafeText {
  return safeText(text, { ascii, limit: LONGEST_NAME });
}

const names = new TextMemory<MeasuredText>();
const shortNames = new TextMemory<MeasuredText>();
const paragraphs = new TextMemory<readonly MeasuredText[]>();

/** Raw text, measured. */
export function measuredName(text: string, style: DrawingStyle): MeasuredText {
  return names.recall(text, style.ellipsis, () => measure(plainText(text, style)));
}

/** Raw text as a piece of at most `width` cells. */
export function shortPiece(
  text: string,
  { width, style, keep = 'both' }: PaneSize & { readonly keep?: 'both' | 'end' },
): LinePiece {
  const { ellipsis } = style;
  const shorten = () => shortenName(measuredName(text, style), { width, ellipsis, keep });
  return named(shortNames.recall(text, `${ellipsis}${width}${keep}`, shorten));
}

/** Raw text of ours, which may hold some of a profile, in lines of at most `width` cells. */
export function wrapParagraph(text: string, { width, style }: PaneSize): readonly MeasuredText[] {
  const { ascii, ellipsis } = style;
  return paragraphs.recall(text, `${ellipsis}${width}`, () =>
    wrapText(safeText(text, { ascii, limit: LONGEST_TEXT }), width),
  );
}
