import { isFinding } from '@heaptide/growth';
import { longBytes, markdownPhrase, type Phrase, safeText } from '@heaptide/report';
import type { CallRow } from '@heaptide/report/browse';
import { fullPlace, functionName } from '../sites/site-names.js';
import { fencedBlock } from '../takeaway/fenced-block.js';
import type { DetailModel } from './detail-model.js';
import { callRows } from './detail-stops.js';
import type { DetailView } from './detail-view.js';
import { growthNotes, growthPhrase } from './growth-notes.js';
import { nextSteps } from './next-steps.js';
import { bytesByLine, excerptAtCursor } from './source-pane.js';
import type { SourceExcerpt } from './source-excerpt.js';
import { whyNotes } from './why-notes.js';

const MOST_CALLS = 24;
const LONGEST_LINE = 400;

/** The page as a comment on GitHub. Nothing that a profile or a source names is markup, mentions anybody or refers to anything. */
export function detailMarkdown(model: DetailModel, view: DetailView): string {
  return [
    `### ${markdownPhrase(headline(model))}`,
    ...(model.site === undefined ? [] : [`**${markdownPhrase(growthPhrase(model, model.site))}**`]),
    list([
      { label: 'at', text: [{ name: fullPlace(model.frame) }] },
      ...growthNotes(model, { plusMinus: '±' }).filter(({ label }) => label !== 'growth'),
      ...whyNotes(model),
      // What a key does is of no use to the reader.
      ...nextSteps(model).flatMap(({ key, text }) => (key === undefined ? [{ label: 'next', text }] : [])),
    ]),
    ...calls('Called by', callRows(model, 'callers')),
    ...calls('Kept below it', callRows(model, 'callees')),
    ...source(model, view),
    markdownPhrase(sampledBy(model)),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');
}

function headline({ frame, site }: DetailModel): Phrase {
  const name = { name: functionName(frame.function) };
  if (site === undefined) return ['heaptide: ', name];
  const waits = isFinding(site) ? (site.confirmed ? ', confirmed' : ', not confirmed yet') : '';
  const remark = site.kind === undefined ? '' : ` (${site.kind} memory)`;
  return [`heaptide: ${site.verdict}${waits}: `, name, remark];
}

function list(items: readonly { readonly label: string; readonly text: Phrase }[]): string {
  return items
    .map(({ label, text }) => `- ${markdownPhrase(label === '' ? text : [`${label}: `, ...text])}`)
    .join('\n');
}

function calls(title: string, rows: readonly CallRow[]): readonly string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, MOST_CALLS).map((row) => {
    const figures = `${longBytes(row.bytes)}, ${Math.round(row.share * 100)} %`;
    return `${'  '.repeat(row.depth)}- ${markdownPhrase([...callPhrase(row), `: ${figures}`])}`;
  });
  const more = rows.length - shown.length;
  return [
    `${title}:`,
    [...shown, ...(more > 0 ? [`- ${more} more ${more === 1 ? 'row is' : 'rows are'} left out`] : [])].join(
      '\n',
    ),
  ];
}

function callPhrase({ frame, more }: CallRow): Phrase {
  if (frame === undefined) return [more === undefined ? 'its own allocations' : `${more} more`];
  return [{ name: functionName(frame.function) }, ' (', { name: fullPlace(frame) }, ')'];
}

function source(model: DetailModel, view: DetailView): readonly string[] {
  const excerpt = excerptAtCursor(model, view);
  if (excerpt === undefined || excerpt.problem !== undefined || excerpt.lines.length === 0) return [];
  return [
    markdownPhrase(['Source of ', { name: excerpt.file }, ':']),
    fencedBlock(excerptLines(excerpt, bytesByLine(model, view)), languageOf(excerpt.file)),
  ];
}

function excerptLines(
  { lines, line, firstLine }: SourceExcerpt,
  bytes: ReadonlyMap<number, number>,
): readonly string[] {
  const digits = String(firstLine + lines.length - 1).length;
  return lines.map((text, index) => {
    const number = firstLine + index;
    const held = bytes.get(number) ?? 0;
    const figure = held > 0 ? `   // ${longBytes(held)} in use` : '';
    const code = safeText(text, { limit: LONGEST_LINE });
    return `${number === line ? '>' : ' '} ${String(number).padStart(digits)}  ${code}${figure}`.trimEnd();
  });
}

function languageOf(file: string): string {
  return /\.[cm]?tsx?$/i.test(file) ? 'ts' : /\.[cm]?jsx?$/i.test(file) ? 'js' : '';
}

function sampledBy({ versions, interval }: DetailModel): Phrase {
  const components = Object.entries(versions).flatMap(([component, version], index): Phrase => [
    index === 0 ? '' : ', ',
    `${component} ${version}`,
  ]);
  const sampled = interval > 0 ? `one sample every ${longBytes(interval)} on average` : '';
  if (components.length === 0) return sampled === '' ? [] : [sampled];
  return [...components, sampled === '' ? '' : `; ${sampled}`];
}
