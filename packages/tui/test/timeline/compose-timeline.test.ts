import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { composeTimeline } from '../../src/timeline/compose-timeline.js';
import type { CaptureEntry } from '../../src/engine/capture-entry.js';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { joinPieces } from '../../src/drawing/line-pieces.js';
import { layoutTimeline } from '../../src/timeline/timeline-layout.js';
import type { TimelineModel } from '../../src/timeline/timeline-model.js';
import { timelinePosition } from '../../src/timeline/timeline-position.js';
import {
  INITIAL_TIMELINE_VIEW,
  placeTimeline,
  pressTimeline,
  type TimelineView,
} from '../../src/timeline/timeline-view.js';
import { FORBIDDEN, hostileNames } from '../hostile-names.js';
import { START } from '../sample-report.js';
import { eventfulTimeline, MIB, MINUTE, numbered, sampleEntry, sampleTimeline } from './sample-timeline.js';
import { inUtc } from '../in-utc.js';

inUtc();

const plain = createDrawingStyle({ color: false, ascii: false });
const ascii = createDrawingStyle({ color: false, ascii: true });
const NOW = START + 17 * MINUTE + 4000;
interface Drawn {
  readonly width?: number;
  readonly height?: number;
  readonly view?: TimelineView;
  readonly style?: typeof plain;
  readonly now?: number;
}
const draw = (
  model: TimelineModel,
  { width = 100, height = 22, view = INITIAL_TIMELINE_VIEW, style = plain, now = NOW }: Drawn = {},
) => composeTimeline({ model, view, width, height, style, now });
function position(model: TimelineModel, view: TimelineView, width: number, style = plain, page = 7): string {
  return joinPieces(timelinePosition(model, view, { width, page, style }), { width, style });
}
/** The lines of the picture, by what stands right of the axis. */
const picture = (lines: readonly string[]) =>
  lines.filter((line) => /^ +[\d.]+ \|/.test(line)).map((line) => line.slice(line.indexOf('|') + 2));

test.each([
  [80, 17],
  [100, 22],
  [160, 42],
])('the screen at %dx%d', async (width, height) => {
  const model = eventfulTimeline();
  let view = INITIAL_TIMELINE_VIEW;
  for (const [command, count] of [['top', 2], ['mark'], ['down', 5], ['mark'], ['down', 6]] as const)
    view = pressTimeline(view, { command, ...(count === undefined ? {} : { count }) }, { model, page: 7 })!;
  const page = layoutTimeline(model.entries, { width, height }).tableRows;
  const placed = placeTimeline(view, model, page);
  const lines = [...draw(model, { width, height, view }), position(model, placed, width, plain, page)];
  await expect(`${lines.map((line) => line.trimEnd()).join('\n')}\n`).toMatchFileSnapshot(
    `./screens/${width}x${height}.txt`,
  );
});

test('a dot per capture, the signs of those that are special', () => {
  const model = eventfulTimeline();
  const dots = picture(draw(model, { width: 200, height: 40 })).join('');
  expect(dots.match(/o/g)!).toHaveLength(15);
  expect(dots.match(/\?/g)).toHaveLength(1);
  expect(dots.match(/P/g)).toHaveLength(1);
  expect(dots.match(/=/g)).toHaveLength(1);
});

test('higher heap stands higher, and beside its value', () => {
  const model = sampleTimeline([
    sampleEntry(1, { metadata: { heapUsed: 24 * MIB } }),
    sampleEntry(2, { metadata: { heapUsed: 56 * MIB } }),
  ]);
  const lines = draw(model);
  const rowOf = (label: string) => lines.findIndex((line) => line.trim().startsWith(`${label} |`));
  expect(lines[rowOf('56')]).toMatch(/o$/);
  expect(lines[rowOf('24')]).toMatch(/\| o/);
  expect(rowOf('56')).toBeLessThan(rowOf('24'));
});

test('a steady heap is drawn as steady, not as noise', () => {
  const entries = Array.from({ length: 20 }, (_, index) =>
    sampleEntry(index + 1, { metadata: { heapUsed: (60 + (index % 3) * 0.05) * MIB } }),
  );
  expect(
    picture(draw(sampleTimeline(entries), { height: 42 })).filter((line) => line.includes('o')),
  ).toHaveLength(1);
});

test('restarts and gaps are upright lines with a word, and rows of the table', () => {
  const lines = draw(eventfulTimeline(), { width: 100, height: 40 });
  expect(lines.filter((line) => line.endsWith('restart'))).toHaveLength(1);
  expect(picture(lines).join('\n')).toContain('gap 1m00s');
  for (const line of picture(lines)) expect(line).toMatch(/[:].*[|]/);
  expect(lines.join('\n')).toContain('-- process restarted (pid 812, now 901) --');
  expect(lines.join('\n')).toContain('-- no captures for 1m00s: the connection was lost --');
});

test('a restart with the same pid, and one that is none, are told apart', () => {
  const startedAt = new Date(START + 30_000).toISOString();
  const again = [sampleEntry(1), sampleEntry(2, { life: 2, metadata: { startedAt } })];
  expect(draw(sampleTimeline(again)).join('\n')).toContain(
    '-- process restarted at 13:49:01 (pid 812 again) --',
  );
  const otherwise = [sampleEntry(1), sampleEntry(2, { life: 2 })];
  expect(draw(sampleTimeline(otherwise)).join('\n')).toContain(
    '-- sampled otherwise from here on: a new series --',
  );
});

test('the heap limit is drawn where the heap comes near, and said in words elsewhere', () => {
  const far = draw(sampleTimeline([sampleEntry(1), sampleEntry(2)]));
  expect(far[0]).toContain('limit 96.0 MiB, above');
  expect(picture(far).join('')).not.toContain('- -');
  const near = draw(sampleTimeline([sampleEntry(1), sampleEntry(2, { metadata: { heapUsed: 80 * MIB } })]));
  expect(near[0]).toContain('- - limit 96.0 MiB');
  expect(picture(near).filter((line) => line.includes('- -'))).toHaveLength(1);
  const unknown = draw(sampleTimeline([sampleEntry(1, { metadata: { heapLimit: 0 } })]));
  expect(unknown[0]).not.toContain('limit');
});

test('the title says whether garbage is in the picture', () => {
  const withGarbage = (number: number) => sampleEntry(number, { metadata: { gc: 'none' } });
  expect(draw(sampleTimeline([sampleEntry(1)]))[0]).toContain('heap after GC, MiB');
  expect(draw(sampleTimeline([withGarbage(1)]))[0]).toContain('heap with garbage, MiB');
  expect(draw(sampleTimeline([sampleEntry(1), withGarbage(2)]))[0]).toMatch(/heap, MiB.*\? no GC/);
});

test('what all captures have in common is said once, what changes in the row where it does', () => {
  const exact = { metadata: { exactSites: true } };
  const rows = (entries: readonly CaptureEntry[]) =>
    draw(sampleTimeline(entries, { live: false }))
      .filter((line) => /^[> ] +\d+ \d\d:/.test(line))
      .map((line) => /(exact sites o[nf]+|exact sites|with garbage)? *$/.exec(line)![1] ?? '');
  const alike = [1, 2, 3].map((number) => sampleEntry(number, exact));
  expect(draw(sampleTimeline(alike))[0]).toContain('heap after GC, exact sites, MiB');
  expect(rows(alike)).toEqual(['', '', '']);
  const mixed = [1, 2, 3, 4, 5].map((number) => sampleEntry(number, number % 4 === 1 ? {} : exact));
  expect(draw(sampleTimeline(mixed))[0]).not.toContain('exact sites');
  expect(rows(mixed)).toEqual(['', 'exact sites on', '', '', 'exact sites off']);
  // The first row in sight says what those above it may have said.
  expect(
    rows([...alike, ...Array.from({ length: 9 }, (_, i) => sampleEntry(4 + i, i === 8 ? {} : exact))]),
  ).toEqual(['exact sites on', ...Array.from({ length: 8 }, () => ''), 'exact sites off']);
  const garbage = [1, 2].map((number) => sampleEntry(number, { metadata: { gc: 'none' } }));
  expect(rows(garbage)).toEqual(['', '']);
  expect(rows([sampleEntry(1), ...garbage.slice(1)])).toEqual(['', 'with garbage']);
});

test('the picture has no empty lines above the captures, the table has them', () => {
  for (const [from, to] of [
    [7.35, 8.68],
    [29, 61],
    [101, 390],
  ] as const) {
    const entries = Array.from({ length: 30 }, (_, index) =>
      sampleEntry(index + 1, {
        metadata: { heapUsed: (from + ((to - from) * index) / 29) * MIB, heapLimit: 0 },
      }),
    );
    const lines = draw(sampleTimeline(entries), { width: 160, height: 46 });
    expect(picture(lines)[0]).toMatch(/o/);
    const captures = lines.filter((line) => /^[> ] +\d+ \d\d:/.test(line)).length;
    expect(captures).toBe(Math.min(30, 46 - 6 - picture(lines).length));
  }
});

test('signs that are not there are not painted', () => {
  const color = createDrawingStyle({ color: true, ascii: false });
  const row = (model: TimelineModel) =>
    draw(model, { style: color }).find((line) => line.includes(' 1 13:'))!;
  const model = sampleTimeline([1, 2].map((number) => sampleEntry(number)));
  expect(row(model).startsWith('      1 13:')).toBe(true);
  expect(row({ ...model, baseline: numbered(1) })).toMatch(/^ {2}\S+=/);
});

test('the axis points at the selected capture', () => {
  const model = sampleTimeline([1, 2, 3].map((number) => sampleEntry(number)));
  const axis = (view: TimelineView) => draw(model, { view }).find((line) => line.includes('+-'))!;
  expect(axis(INITIAL_TIMELINE_VIEW)).toMatch(/\^$/);
  expect(axis({ ...INITIAL_TIMELINE_VIEW, selected: numbered(1) })).toMatch(/\+-\^/);
});

test('change is told only between captures that were read alike', () => {
  const lines = draw(eventfulTimeline(), { height: 40 });
  const change = (number: number) =>
    lines
      .find((line) => new RegExp(`^[> ] [ABP=]* +${number} \\d\\d:`).test(line))!
      .split(/ +\d\d:\d\d:\d\d +/)[1]!
      .split(/ +/)[2];
  expect(change(1)).toBe('-');
  expect(change(2)).toBe('+2.27M');
  expect(change(8)).toBe('+2.27M');
  expect(change(12)).toBe('-');
  expect(change(13)).toBe('-');
});

test('age counts to now while it is live, to the end of the series otherwise', () => {
  const model = sampleTimeline([sampleEntry(1), sampleEntry(2)]);
  const ages = (given: TimelineModel) =>
    draw(given).flatMap((line) => / 13:\d\d:31 +(\S+)/.exec(line)?.[1] ?? []);
  expect(ages(model)).toEqual(['17m04s', '16m04s']);
  expect(draw(model).join('\n')).toMatch(/ AGE .*\n[^]*newest/);
  expect(ages({ ...model, live: false })).toEqual(['1m00s', '0s']);
  expect(draw({ ...model, live: false }).join('\n')).toMatch(/TO END/);
  expect(draw({ ...model, live: false }).join('\n')).not.toContain('newest');
});

test('without a work counter there is no column for it', () => {
  const model = sampleTimeline([sampleEntry(1)]);
  expect(draw(model).join('\n')).toContain('SESSIONS');
  expect(draw({ ...model, unit: 'second' }).join('\n')).not.toMatch(/SESSIONS|SECOND/);
  expect(draw({ ...model, unit: 'nothing' }).join('\n')).toMatch(/NOTHING/);
});

test('while nothing is there one line says what is awaited', () => {
  const shown = (model: TimelineModel) => draw(model).filter((line) => line !== '');
  expect(shown(sampleTimeline([], { everyMs: 5000 }))).toEqual([' no capture yet: one is taken every 5s']);
  expect(shown(sampleTimeline([], { live: false }))).toEqual([' the series holds no captures']);
});

test('the selected capture is told in full where there is room for it', () => {
  const note = 'the deploy of the new router, watched by the whole team until the evening';
  const entries = [
    sampleEntry(1),
    sampleEntry(2, {
      note,
      metadata: {
        gaps: [{ from: '2026-03-11T13:48:40.000Z', to: '2026-03-11T13:49:10.000Z', reason: 'exact sites' }],
      },
    }),
  ];
  const text = draw(sampleTimeline(entries, { baseline: numbered(1) }), { width: 160, height: 42 })
    .map((line) => line.slice(101))
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/ \| /g, ' ');
  for (const part of [
    'capture 2, life 1',
    note,
    '+2.27 MiB against the baseline, 1m00s apart',
    'sessions 5,180 (+55.2/s)',
    '13:48:40 to 13:49:10: exact sites',
    'pid 812',
  ])
    expect(text).toContain(part);
});

test('every size is filled exactly, and no line is too wide', () => {
  const models = [
    eventfulTimeline(),
    sampleTimeline([]),
    sampleTimeline([sampleEntry(1)]),
    sampleTimeline(Array.from({ length: 120 }, (_, index) => sampleEntry(index + 1))),
  ];
  for (const model of models)
    for (const style of [plain, ascii])
      for (let width = 80; width <= 220; width += 10)
        for (const height of [14, 17, 22, 42, 90]) {
          const lines = draw(model, { width, height, style });
          expect(lines).toHaveLength(height);
          for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
          if (style.ascii) expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/);
        }
});

test('absurd figures push columns out, not lines wider; figures stay whole', () => {
  const entries = [
    sampleEntry(1),
    sampleEntry(2, {
      sites: 1e15,
      metadata: { work: { sessions: 123456789012345680000 }, time: '2026-03-19T00:00:00.000Z' },
    }),
  ];
  const lines = draw(sampleTimeline(entries), {
    width: 80,
    height: 17,
    now: Date.parse('2026-03-19T00:00:09Z'),
  });
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  expect(lines.join('\n')).toContain('03-19 00:00:00');
});

test('a clock that was set back draws all the same', () => {
  const entries = [sampleEntry(9), sampleEntry(10, { metadata: { time: new Date(START).toISOString() } })];
  expect(
    picture(draw(sampleTimeline(entries)))
      .join('')
      .match(/o/g),
  ).toHaveLength(2);
});

test('hostile text is shown, not obeyed', () => {
  for (const hostile of hostileNames(50))
    for (const style of [plain, ascii]) {
      const entries = [1, 2].map((number) =>
        sampleEntry(number, {
          note: hostile,
          metadata: {
            service: hostile,
            trigger: hostile,
            versions: { node: hostile, [hostile]: hostile },
            work: { [hostile]: 17 * number },
            gaps: [{ from: '2026-03-11T13:48:40Z', to: '2026-03-11T13:48:50Z', reason: hostile }],
          },
        }),
      );
      const model = sampleTimeline(entries, { unit: hostile, savedIn: hostile });
      for (const width of [80, 100, 160]) {
        const lines = [
          ...draw(model, { width, height: 42, style }),
          position(model, INITIAL_TIMELINE_VIEW, width, style),
        ];
        for (const line of lines) {
          expect(line).not.toMatch(FORBIDDEN);
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
        }
        if (style.ascii) expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/);
      }
    }
});

test('colour only repeats what signs and words say', () => {
  const colored = draw(eventfulTimeline(), {
    width: 160,
    style: createDrawingStyle({ color: true, ascii: false }),
  });
  // eslint-disable-next-line no-control-regex
  const bare = colored.map((line) => line.replace(/\u001B\[[\d;]*m/g, '').trimEnd());
  expect(bare).toEqual(draw(eventfulTimeline(), { width: 160 }).map((line) => line.trimEnd()));
  expect(colored.join('')).toContain('\u001B[');
});

test('the line above the keys: a refusal first, marks, what is kept and where', () => {
  const model = eventfulTimeline();
  const pieces = (view: Partial<TimelineView>, given = model) =>
    timelinePosition(given, { ...INITIAL_TIMELINE_VIEW, ...view }, { width: 80, page: 7, style: plain }).map(
      ({ text }) => text,
    );
  expect(pieces({})).toEqual([
    'rows 1-7 of 20, 18 captures, room for 120',
    'saved in ./heaptide-20260311-1348',
    'reopen: heaptide open DIR',
    '738 KiB',
  ]);
  expect(pieces({ top: 13 })[0]).toBe('rows 14-20 of 20, 18 captures, room for 120');
  // No more captures come: nobody asks for how many there would be room.
  expect(pieces({}, { ...model, live: false })[0]).toBe('rows 1-7 of 20, 18 captures');
  expect(pieces({}, sampleTimeline([1, 2, 3].map((number) => sampleEntry(number))))[0]).toBe(
    'rows 1-3 of 3, room for 120',
  );
  expect(pieces({}, sampleTimeline([]))[0]).toBe('rows 0 of 0, room for 120');
  expect(pieces({ a: numbered(3) })[0]).toBe('A 3  B ? (space)');
  expect(pieces({ a: numbered(3), b: numbered(7) })[0]).toBe('A 3  B 7');
  expect(pieces({}, { ...model, savedIn: undefined })[1]).toBe('not saved: --save DIR keeps them');
  const refusal = 'no '.repeat(60);
  expect(stringWidth(pieces({ refusal })[0]!)).toBeLessThanOrEqual(78);
});
