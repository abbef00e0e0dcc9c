import { plainPhrase } from '../growth/phrase.js';
import { wrapWords } from '../growth/wrap-words.js';
import type { PostmortemReport } from './postmortem-report.js';
import { headingPhrase, postmortemSections } from './postmortem-sections.js';

export interface PostmortemTextOptions {
  /** Characters in a line; 100 by default. */
  readonly width?: number;
}

const WIDTH = 100;
const LABEL_WIDTH = 'POSTMORTEM'.length;

/** The report for a terminal or a log: a word at the left says what a line is about. Only a single name may be wider than a line. */
export function renderPostmortemText(
  report: PostmortemReport,
  { width = WIDTH }: PostmortemTextOptions = {},
): string {
  const sections = [{ label: 'postmortem', lines: [headingPhrase(report)] }, ...postmortemSections(report)];
  const lines = sections.flatMap(({ label, lines: phrases }) =>
    phrases
      .flatMap((phrase) => wrapWords(plainPhrase(phrase), { width: width - LABEL_WIDTH - 2, hang: '  ' }))
      .map((line, i) => `${(i === 0 ? label.toUpperCase() : '').padEnd(LABEL_WIDTH)}  ${line}`.trimEnd()),
  );
  return `${lines.join('\n')}\n`;
}
