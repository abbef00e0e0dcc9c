import { count, duration, safeText, shortBytes, signedBytes, timeOfDay } from '@heaptide/report';
import { captureRemarks, knownTraits } from './capture-remarks.js';
import type { CaptureEntry } from '../engine/capture-entry.js';
import type { DrawingStyle, Tone } from '../drawing/drawing-style.js';
import { fitName, measure } from '../drawing/measured-text.js';
import { shortenProse } from './shorten-prose.js';
import type { TimelineModel } from './timeline-model.js';
import { timelineIndex } from './timeline-index.js';
import { captureSigns, TIMELINE_SIGNS } from './timeline-signs.js';
import type { TimelineView } from './timeline-view.js';
import { dayOf } from './time-ticks.js';

export interface TimelineColumn {
  /** As wide as the column. */
  readonly title: string;
  readonly width: number;
  /** As wide as the column. `before` is the capture before it in the series. */
  readonly cell: (entry: CaptureEntry, before: CaptureEntry | undefined) => string;
  readonly tone?: (entry: CaptureEntry) => Tone;
}

export interface TimelineColumnsOptions {
  readonly model: TimelineModel;
  readonly view: TimelineView;
  readonly width: number;
  readonly style: DrawingStyle;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Captures that are shown: their figures are never cut. */
  readonly shown: readonly CaptureEntry[];
}

/** Cells before the first column: the mark of the selected row. */
const MARGIN = 2;
const ALL_FROM = 100;
const LONGEST_TITLE = 12;
const LEAST_NOTE = 8;
/** UTF-16 units of a note that are looked at for one line. */
const LONGEST_NOTE = 256;
const DAY = 86_400_000;

/** The columns of the table, one cell between two, in at most `width` cells with the margin of the selection mark. */
export function timelineColumns(options: TimelineColumnsOptions): readonly TimelineColumn[] {
  const { width } = options;
  const change = width >= ALL_FROM ? [right('CHANGE', options, heapChange, 7)] : [];
  const rss = right('RSS', options, ({ metadata }) => shortBytes(metadata.rss), 6);
  const work = workColumns(options);
  const sites = right('SITES', options, ({ sites: number }) => count(number));
  const columns = [
    signsColumn(options),
    right('#', options, ({ number }) => String(number)),
    timeColumn(options),
    ageColumn(options),
    right('HEAP', options, ({ metadata }) => shortBytes(metadata.heapUsed), 6),
    ...change,
    rss,
    ...work,
    sites,
    gcColumn(),
  ];
  // Figures are never cut; where they are absurdly long, whole columns give way.
  for (const column of [...change, sites, ...work, rss])
    if (cellsLeft(columns, width) < 0) columns.splice(columns.indexOf(column), 1);
  const left = cellsLeft(columns, width);
  return left > LEAST_NOTE ? [...columns, noteColumn(options, left - 1)] : columns;
}

function cellsLeft(columns: readonly TimelineColumn[], width: number): number {
  return columns.reduce((left, column) => left - column.width - 1, width - MARGIN + 1);
}

function noteColumn({ model, style, shown }: TimelineColumnsOptions, width: number): TimelineColumn {
  const { baseline, live, entries } = model;
  const { ascii, ellipsis } = style;
  const newest = live ? entries.at(-1)?.number : undefined;
  return {
    title: 'NOTE'.padEnd(width),
    width,
    cell(entry, before) {
      // What was said further up may have been scrolled out of sight.
      const known = knownTraits(entries, entry === shown[0] ? undefined : before);
      const remarks = captureRemarks(entry, { baseline, newest, known }).join(', ');
      const note = shortenProse(safeText(remarks, { ascii, limit: LONGEST_NOTE }), { width, ellipsis });
      return note.text + ' '.repeat(width - note.width);
    },
  };
}

function signsColumn({ model, view }: TimelineColumnsOptions): TimelineColumn {
  const singledOut = { ...view, baseline: model.baseline };
  const signs = (entry: CaptureEntry): string =>
    captureSigns(entry, singledOut)
      .filter((id) => id !== 'capture' && id !== 'withoutGc')
      .map((id) => TIMELINE_SIGNS[id].sign)
      .join('');
  return {
    title: '   ',
    width: 3,
    cell: (entry) => signs(entry).padEnd(3),
    tone: (entry) => (signs(entry) === '' ? 'plain' : 'accent'),
  };
}

function timeColumn({ model }: TimelineColumnsOptions): TimelineColumn {
  const { times } = timelineIndex(model.entries);
  const manyDays = (times.at(-1) ?? 0) - (times[0] ?? 0) >= DAY;
  const width = manyDays ? 14 : 8;
  return {
    title: 'TIME'.padEnd(width),
    width,
    cell({ metadata }) {
      const at = Date.parse(metadata.time);
      return manyDays ? `${dayOf(at)} ${timeOfDay(at)}` : timeOfDay(at);
    },
  };
}

/** How old a capture is; of a series that has ended, how long before its end it was taken. */
function ageColumn(options: TimelineColumnsOptions): TimelineColumn {
  const { live, entries } = options.model;
  const end = live ? options.now : (timelineIndex(entries).times.at(-1) ?? 0);
  const age = ({ metadata }: CaptureEntry): string => duration(end - Date.parse(metadata.time));
  return { ...right(live ? 'AGE' : 'TO END', options, age, 6), tone: () => 'dim' };
}

function workColumns(options: TimelineColumnsOptions): readonly TimelineColumn[] {
  const { model, style } = options;
  const { unit } = model;
  if (unit === 'second') return [];
  const name = measure(safeText(unit.toUpperCase(), { ascii: style.ascii }));
  const title = fitName(name, {
    width: Math.min(LONGEST_TITLE, Math.max(1, name.width)),
    ellipsis: style.ellipsis,
  });
  const done = ({ metadata }: CaptureEntry): string => {
    const units = metadata.work[unit];
    return units === undefined ? '-' : count(units);
  };
  return [right(title, options, done)];
}

function gcColumn(): TimelineColumn {
  return {
    title: 'GC    ',
    width: 6,
    cell: ({ metadata }) => (metadata.gc === 'none' ? 'NONE  ' : 'forced'),
    tone: ({ metadata }) => (metadata.gc === 'none' ? 'warning' : 'plain'),
  };
}

/** Since the capture before, where both were read alike and of one life. */
function heapChange(entry: CaptureEntry, before: CaptureEntry | undefined): string {
  if (before?.life !== entry.life || before.metadata.gc !== entry.metadata.gc) return '-';
  return signedBytes(entry.metadata.heapUsed - before.metadata.heapUsed);
}

function right(
  title: string,
  { shown }: TimelineColumnsOptions,
  text: (entry: CaptureEntry, before: CaptureEntry | undefined) => string,
  least = 0,
): TimelineColumn {
  const titleWidth = measure(safeText(title)).width;
  const width = shown.reduce(
    (widest, entry) => Math.max(widest, text(entry, undefined).length),
    Math.max(titleWidth, least),
  );
  return {
    title: ' '.repeat(width - titleWidth) + title,
    width,
    cell: (entry, before) => text(entry, before).padStart(width),
  };
}
