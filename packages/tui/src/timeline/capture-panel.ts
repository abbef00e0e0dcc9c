import {
  bytesOf,
  count,
  duration,
  longBytes,
  rate,
  safeText,
  signedLongBytes,
  timeOfDay,
} from '@heaptide/report';
import { captureRemarks } from './capture-remarks.js';
import type { CaptureEntry } from '../engine/capture-entry.js';
import type { DrawingStyle } from '../drawing/drawing-style.js';
import { measure, shortenName } from '../drawing/measured-text.js';
import { wrapProse } from './shorten-prose.js';
import type { TimelineModel } from './timeline-model.js';
import { captureNumbered } from './timeline-view.js';
import { whyNotComparable } from '../diff/why-not-comparable.js';

export interface CapturePanelOptions {
  readonly model: TimelineModel;
  readonly entry: CaptureEntry;
  readonly width: number;
  /** Lines returned; what does not fit is left out from the end. */
  readonly height: number;
  readonly style: DrawingStyle;
}

const LABEL_WIDTH = 11;
const MOST_COUNTERS = 6;
const MOST_GAPS = 3;
/** Lines of one fact, and UTF-16 units of it that are looked at. */
const MOST_LINES = 3;
const LONGEST_TEXT = 256;

/** All that is known of one capture. */
export function composeCapturePanel(options: CapturePanelOptions): readonly string[] {
  const { entry, width, height, style } = options;
  const { ascii, ellipsis } = style;
  const room = Math.max(8, width - LABEL_WIDTH - 1);
  const title = `capture ${entry.number}, life ${entry.life}, ${timeOfDay(Date.parse(entry.metadata.time))}`;
  const lines = [` ${style.paint('strong', title)}`];
  for (const [label, text] of facts(options)) {
    const name = shortenName(measure(safeText(label, { ascii })), { width: LABEL_WIDTH - 1, ellipsis });
    const said = wrapProse(safeText(text, { ascii, limit: LONGEST_TEXT }), {
      width: room,
      ellipsis,
      most: MOST_LINES,
    });
    for (const [index, part] of said.entries()) {
      const head = index === 0 ? name.text + ' '.repeat(LABEL_WIDTH - name.width) : ' '.repeat(LABEL_WIDTH);
      lines.push(` ${style.paint('dim', head)}${part.text}`);
    }
  }
  return Array.from({ length: height }, (_, index) => lines[index] ?? '');
}

/** Label and raw text, what matters most first. */
function facts({ model, entry }: CapturePanelOptions): readonly (readonly [label: string, text: string])[] {
  const { metadata, sites, size } = entry;
  const { heapUsed, heapLimit, rss, cgroup, external, arrayBuffers } = metadata;
  const remarks = captureRemarks(entry, { baseline: model.baseline, newest: undefined });
  return [
    ...remarks.map((remark, index) => [index === 0 ? 'note' : '', remark] as const),
    ['heap', `${bytesOf(heapUsed, heapLimit, ' of ')} (${share(heapUsed, heapLimit)})`],
    ...sinceBaseline(model, entry),
    ['rss', longBytes(rss)],
    ...(cgroup === undefined
      ? []
      : ([
          ['cgroup', `${bytesOf(cgroup.usage, cgroup.limit, ' of ')} (${share(cgroup.usage, cgroup.limit)})`],
        ] as const)),
    ['external', `${longBytes(external)}, ArrayBuffers ${longBytes(arrayBuffers)}`],
    ...workFacts(model, entry),
    ['gc', metadata.gc === 'forced' ? 'forced before it' : 'none before it: figures include garbage'],
    ['holds', `${count(sites)} sites, 1 sample per ${longBytes(metadata.interval)}, file ${longBytes(size)}`],
    ['process', `${metadata.service}, pid ${metadata.pid}, up ${upTime(entry)}`],
    ...Object.entries(metadata.versions)
      .slice(0, 4)
      .map(([name, version], index) => [index === 0 ? 'versions' : '', `${name} ${version}`] as const),
    ...metadata.gaps
      .slice(0, MOST_GAPS)
      .map(
        ({ from, to, reason }) =>
          [
            'no sampler',
            `${timeOfDay(Date.parse(from))} to ${timeOfDay(Date.parse(to))}: ${reason}`,
          ] as const,
      ),
  ];
}

function sinceBaseline(
  model: TimelineModel,
  entry: CaptureEntry,
): readonly (readonly [label: string, text: string])[] {
  const baseline = captureNumbered(model, model.baseline);
  if (baseline === undefined || baseline.number === entry.number) return [];
  if (whyNotComparable(baseline, entry) !== undefined) return [];
  const change = signedLongBytes(entry.metadata.heapUsed - baseline.metadata.heapUsed);
  const between = Math.abs(Date.parse(entry.metadata.time) - Date.parse(baseline.metadata.time));
  return [['', `${change} against the baseline, ${duration(between)} apart`]];
}

/** Work done by then, and how fast since the capture before. */
function workFacts(
  { entries, unit }: TimelineModel,
  entry: CaptureEntry,
): readonly (readonly [label: string, text: string])[] {
  const before = entries[entries.indexOf(entry) - 1];
  const isUnit = (name: string): number => Number(name === unit);
  const counters = Object.entries(entry.metadata.work).sort(([a], [b]) => isUnit(b) - isUnit(a));
  if (counters.length === 0) return [['work', 'no work counter']];
  return counters.slice(0, MOST_COUNTERS).map(([name, done]) => {
    const earlier = before?.life === entry.life ? before.metadata.work[name] : undefined;
    const seconds = before === undefined ? 0 : (timeOf(entry) - timeOf(before)) / 1000;
    const perSecond =
      earlier === undefined || seconds <= 0 ? '' : ` (+${rate((done - earlier) / seconds)}/s)`;
    return [name, `${count(done)}${perSecond}`];
  });
}

function upTime(entry: CaptureEntry): string {
  return duration(timeOf(entry) - Date.parse(entry.metadata.startedAt));
}

function timeOf({ metadata }: CaptureEntry): number {
  return Date.parse(metadata.time);
}

function share(part: number, whole: number): string {
  return whole > 0 ? `${Math.round((100 * part) / whole)}%` : 'limit unknown';
}
