import { safeText } from '@heaptide/report';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { wrapText } from '../drawing/wrap-text.js';

export interface TermSection {
  readonly title: string;
  readonly terms: readonly (readonly [term: string, meaning: string])[];
}

export interface TermPageOptions {
  readonly width: number;
  readonly style: DrawingStyle;
  /** Cells that terms take. */
  readonly termWidth: number;
}

/** A page of terms and what they mean, a blank line between its sections. */
export function termPage(
  sections: readonly TermSection[],
  { width, style, termWidth }: TermPageOptions,
): readonly string[] {
  const entry = ([term, meaning]: readonly [string, string]): readonly string[] =>
    wrapText(safeText(meaning), width - termWidth - 2).map(
      ({ text }, index) => ` ${(index === 0 ? term : '').padEnd(termWidth)} ${text}`,
    );
  return sections.flatMap(({ title, terms }, index) => [
    ...(index === 0 ? [] : ['']),
    ` ${style.paint('strong', title)}`,
    ...terms.flatMap(entry),
  ]);
}
