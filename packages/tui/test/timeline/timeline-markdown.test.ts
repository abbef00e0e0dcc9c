import { expect, test } from 'vitest';
import { timelineMarkdown } from '../../src/timeline/timeline-markdown.js';
import { INITIAL_TIMELINE_VIEW } from '../../src/timeline/timeline-view.js';
import { FORBIDDEN, hostileNames } from '../hostile-names.js';
import { eventfulTimeline, numbered, sampleEntry, sampleTimeline } from './sample-timeline.js';

test('a table for an issue, with the breaks between captures', () => {
  const view = { ...INITIAL_TIMELINE_VIEW, a: numbered(3), b: numbered(7) };
  const lines = timelineMarkdown(eventfulTimeline(), view).split('\n');
  expect(lines[0]).toBe('### heaptide timeline: 18 captures');
  expect(lines[2]).toBe(
    '`proxy` (pid 901, node v20.20.2), 2026-03-11 13:48:31 to 2026-03-11 14:05:31, 2 lives of the process, which are never compared, 1 sample per 32.0 KiB',
  );
  expect(lines).toContain(
    '| A | 3 | 2026-03-11 13:50:31 | 34.1 MiB | 75.8 MiB | 8,490 | 1,129 | forced | first tenants moved in |',
  );
  expect(lines).toContain('|  |  |  |  |  |  |  |  | process restarted (pid 812, now 901) |');
  expect(lines).toContain(
    '| BP | 7 | 2026-03-11 13:54:31 | 43.2 MiB | 85.1 MiB | 21,730 | 1,153 | forced | before config reload |',
  );
});

test('every row has as many cells as the head', () => {
  for (const unit of ['sessions', 'second']) {
    const rows = timelineMarkdown({ ...eventfulTimeline(), unit }, INITIAL_TIMELINE_VIEW)
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(rows.length).toBe(2 + 18 + 2);
    expect(new Set(rows.map((row) => row.split(' | ').length)).size).toBe(1);
  }
});

test('what people and processes named is no markup', () => {
  const hostile = '<img src=x onerror=alert(1)> | @team #1 ![x](http://evil) `code` \u001B[31m\u202E';
  const entries = [
    sampleEntry(1, {
      note: hostile,
      metadata: { service: hostile, trigger: hostile, work: { [hostile]: 1 } },
    }),
  ];
  const text = timelineMarkdown(sampleTimeline(entries, { unit: hostile }), INITIAL_TIMELINE_VIEW);
  expect(text).not.toMatch(/<img|!\[x\]|\p{Cc}(?<!\n)|\p{Cf}/u);
  expect(text).not.toMatch(/(?<!<code>)@/);
  const row = text.split('\n').find((line) => line.startsWith('|  | 1 |'))!;
  expect(row.split(' | ')).toHaveLength(9);
});

test('every hostile name stays within its cell', () => {
  for (const hostile of hostileNames(200)) {
    const metadata = { service: hostile, trigger: hostile, work: { [hostile]: 1 } };
    const model = sampleTimeline([sampleEntry(1, { note: hostile, metadata })], { unit: hostile });
    const lines = timelineMarkdown(model, INITIAL_TIMELINE_VIEW).trimEnd().split('\n');
    expect(lines).toHaveLength(7);
    for (const line of lines) expect(line).not.toMatch(FORBIDDEN);
    for (const line of lines.slice(4)) expect(line.match(/(?<!\\)\|/g)).toHaveLength(10);
  }
});

test('a long series keeps to what GitHub takes, and says what is left out', () => {
  const entries = Array.from({ length: 400 }, (_, index) => sampleEntry(index + 1));
  const text = timelineMarkdown(sampleTimeline(entries), INITIAL_TIMELINE_VIEW);
  expect(text).toContain('250 earlier rows are left out');
  expect(text).toContain('| 400 |');
  expect(text.length).toBeLessThan(65_536);
});

test('what all captures have in common is said above the table', () => {
  const entries = [1, 2].map((number) => sampleEntry(number, { metadata: { exactSites: true, gc: 'none' } }));
  const text = (shown: typeof entries) => timelineMarkdown(sampleTimeline(shown), INITIAL_TIMELINE_VIEW);
  expect(text(entries)).toContain('1 sample per 32.0 KiB, heap with garbage, exact sites');
  expect(text(entries).match(/exact sites|with garbage/g)).toHaveLength(2);
  const mixed = text([sampleEntry(1), entries[1]!]);
  expect(mixed).toContain('| none | with garbage, exact sites on |');
  expect(mixed).not.toContain('KiB, heap');
});

test('nothing yet', () => {
  expect(timelineMarkdown(sampleTimeline([]), INITIAL_TIMELINE_VIEW)).toBe(
    '### heaptide timeline: 0 captures\n\nno capture yet\n',
  );
});
