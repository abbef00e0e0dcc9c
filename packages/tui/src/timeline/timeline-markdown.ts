import { count, longBytes, markdownPhrase } from '@heaptide/report';
import { breakWords } from './break-words.js';
import { captureRemarks, knownTraits } from './capture-remarks.js';
import type { CaptureEntry } from '../engine/capture-entry.js';
import type { TimelineModel } from './timeline-model.js';
import { captureBefore, type TimelineRow, timelineIndex } from './timeline-index.js';
import { captureSigns, TIMELINE_SIGNS } from './timeline-signs.js';
import type { TimelineView } from './timeline-view.js';

/** GitHub takes 65,536 characters in a comment. */
const MOST_ROWS = 150;

/**
 * The captures as a table in GitHub's Markdown, the newest where there are too many. Moments are in UTC, since they are
 * read elsewhere; nothing that the process or the user named is markup.
 */
export function timelineMarkdown(model: TimelineModel, view: TimelineView): string {
  const { rows } = timelineIndex(model.entries);
  const shown = rows.slice(-MOST_ROWS);
  const work = model.unit === 'second' ? [] : [markdownPhrase([{ name: model.unit }])];
  const titles = ['', '#', 'time (UTC)', 'heap', 'rss', ...work, 'sites', 'GC', 'note'];
  const rule = titles.map((title) => (['', 'time (UTC)', 'GC', 'note'].includes(title) ? '---' : '---:'));
  const left = rows.length - shown.length;
  const parts = [
    `### heaptide timeline: ${count(model.entries.length)} captures`,
    overview(model),
    ...(shown.length === 0
      ? []
      : [
          [titles, rule, ...shown.map((row, index) => cells(row, captureBefore(shown, index)))]
            .map(line)
            .join('\n'),
        ]),
    ...(left > 0 ? [`${count(left)} earlier rows are left out`] : []),
  ];
  return `${parts.join('\n\n')}\n`;

  function cells(row: TimelineRow, before: CaptureEntry | undefined): readonly string[] {
    if (row.kind === 'capture') return captureCells(row.entry, before);
    const empty = new Array<string>(titles.length - 1).fill('');
    return [...empty, markdownPhrase([breakWords(row)])];
  }

  function captureCells(entry: CaptureEntry, before: CaptureEntry | undefined): readonly string[] {
    const { number, metadata, sites } = entry;
    const singledOut = { ...view, baseline: model.baseline };
    const signs = captureSigns(entry, singledOut).filter((id) => id !== 'capture' && id !== 'withoutGc');
    const units = metadata.work[model.unit];
    const known = knownTraits(model.entries, before);
    const remarks = captureRemarks(entry, { baseline: model.baseline, newest: undefined, known });
    return [
      signs.map((id) => TIMELINE_SIGNS[id].sign).join(''),
      String(number),
      utc(metadata.time),
      longBytes(metadata.heapUsed),
      longBytes(metadata.rss),
      ...work.map(() => (units === undefined ? '' : count(units))),
      count(sites),
      metadata.gc,
      markdownPhrase([remarks.join(', ')]),
    ];
  }
}

function overview({ entries }: TimelineModel): string {
  const [first, last] = [entries[0], entries.at(-1)];
  if (first === undefined || last === undefined) return 'no capture yet';
  const { withoutGc, exactSites } = timelineIndex(entries);
  const lives = new Set(entries.map(({ life }) => life)).size;
  const { service, pid, versions, interval } = last.metadata;
  return [
    markdownPhrase([{ name: service }, ` (pid ${pid}, node ${versions.node ?? 'unknown'})`]),
    `${utc(first.metadata.time)} to ${utc(last.metadata.time)}`,
    ...(lives > 1 ? [`${lives} lives of the process, which are never compared`] : []),
    `1 sample per ${longBytes(interval)}`,
    ...(withoutGc === entries.length ? ['heap with garbage'] : []),
    ...(exactSites === entries.length ? ['exact sites'] : []),
  ].join(', ');
}

/** To the second: `2026-03-11 13:48:29`. Not a date of the process, whose text would be raw. */
function utc(time: string): string {
  return new Date(Date.parse(time)).toISOString().slice(0, 19).replace('T', ' ');
}

function line(parts: readonly string[]): string {
  return `| ${parts.join(' | ')} |`;
}
