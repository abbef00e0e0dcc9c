import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import type { WhyAnswer } from '@heaptide/targets';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { composeLive } from '../../src/live/compose-live.js';
import { layoutLive } from '../../src/live/live-layout.js';
import { INITIAL_LIVE_VIEW, type LiveView } from '../../src/live/live-view.js';
import { SiteRows } from '../../src/sites/site-rows.js';
import { sampleReport, sampleSite } from '../sample-report.js';
import { sampleRows } from '../sample-rows.js';
import { heldAnswer } from '../why/sample-answer.js';

interface Size {
  readonly width: number;
  readonly height: number;
}

function compose(
  { width, height }: Size,
  {
    rows = sampleRows(),
    view = INITIAL_LIVE_VIEW,
    ascii = false,
    site = sampleReport(14).sites[0],
    unit = 'sessions',
    answer = undefined as WhyAnswer | undefined,
  } = {},
) {
  const layout = layoutLive(width, height);
  const answerAbout = () => answer;
  const style = createDrawingStyle({ color: false, ascii });
  return composeLive({ rows, view, layout, style, sinceBaseline: false, site, unit, answerAbout });
}

const sizes = fc.record({
  width: fc.integer({ min: 80, max: 260 }),
  height: fc.integer({ min: 14, max: 80 }),
});

test('fills its body exactly, at every size', () => {
  fc.assert(
    fc.property(sizes, fc.boolean(), fc.boolean(), (size, ascii, isAsked) => {
      const answer = isAsked ? heldAnswer() : undefined;
      const lines = compose(size, { ascii, rows: sampleRows({ ascii }), answer });
      expect(lines).toHaveLength(size.height);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(size.width);
      if (ascii) for (const line of lines) expect(line).toMatch(/^[\x20-\x7e]*$/);
    }),
  );
});

test('the panel goes to the right where there is room, and is there at every size', () => {
  fc.assert(
    fc.property(sizes, ({ width, height }) => {
      const { panel, tableWidth, tableRows } = layoutLive(width, height);
      expect(panel.place).toBe(width >= 140 ? 'right' : 'below');
      expect(panel.height).toBeGreaterThan(0);
      expect(tableRows).toBeGreaterThan(0);
      if (panel.place === 'right') expect(tableWidth + 3 + panel.width).toBe(width);
      else expect(3 + tableRows + 1 + panel.height).toBe(height);
    }),
  );
});

test('names that would do harm are drawn as text, none wider than its place', () => {
  const evil = fc.string({
    unit: fc.constantFrom(
      '\u001B[2J',
      '\u0007',
      '\u202E',
      '\u0301',
      '日',
      '\r',
      '\n',
      'a',
      '\u{1F468}\u200D\u{1F469}',
      '\uD800',
    ),
    maxLength: 40,
  });
  fc.assert(
    fc.property(sizes, evil, evil, evil, (size, name, file, reason) => {
      const site = sampleSite({ name, file, verdict: 'leak', perUnit: 3, changes: { reason } }, 14);
      const rows = sampleRows({ report: sampleReport(14, { sites: [site] }) });
      for (const line of compose(size, { rows, site })) {
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
        expect(stringWidth(line)).toBeLessThanOrEqual(size.width);
      }
    }),
  );
});

test('where no row is, one line says why', () => {
  const said = (view: Partial<LiveView>, rows = SiteRows.NONE) =>
    compose({ width: 80, height: 17 }, { rows, view: { ...INITIAL_LIVE_VIEW, ...view } })[3]!.trim();
  expect(said({ filter: 'zzz' })).toBe('no site matches the filter');
  expect(said({ suspectsOnly: true })).toBe('no site is suspect (f shows all)');
  expect(said({})).toBe('the captures hold no allocation site');
  const style = createDrawingStyle({ color: false, ascii: false });
  const before = composeLive({
    rows: SiteRows.NONE,
    view: INITIAL_LIVE_VIEW,
    layout: layoutLive(80, 17),
    style,
    sinceBaseline: false,
    site: undefined,
    unit: undefined,
    answerAbout: () => undefined,
  });
  expect(before[3]!.trim()).toBe('no capture yet');
  expect(before.at(-1)).toContain('no site selected');
});

test('at 80 columns', () => {
  expect(
    compose({ width: 80, height: 17 })
      .map((line) => line.trimEnd())
      .join('\n'),
  ).toMatchInlineSnapshot(`
    "--------------------------------------------------------------------------------
      VERDICTv     SITE                          INUSE   B/UN  GROWTH/MIN TREND
    --------------------------------------------------------------------------------
    > !! LEAK      newSession                    3.52M    182      +1.58M ▁▂▂▃▄▅▅▆▇█
       ! GROWING   TransparentPr…rwardedHeaders  3.05M     27      +87.9K ▄▄▄▄▄▅▅▅▅▅
         FLAT      IncomingMessage               2.85M      -           - ▄▅▄▄▄▅▄▄▅▅
       = BOUNDED   ToolCache.warm                1.24M      -           - ▃▄▅▃▄▆▃▄▆▄
       - SHRINKING parseSseChunk                  938K      -           - ▇▇▆▅▅▄▄▃▃▂
       * NEW       retryQueue.push                391K      -           - ▄▄▄▄▄▄▄▄▄▄
         FLAT      größeBerechnen日本             293K      -           - ▄▄▄▄▄▄▄▄▄▄





    --------------------------------------------------------------------------------
     newSession  /app/packages/proxy/dist/session-table.js:41:10            !! LEAK"
  `);
});

test('at 100 columns', () => {
  expect(
    compose({ width: 100, height: 22 })
      .map((line) => line.trimEnd())
      .join('\n'),
  ).toMatchInlineSnapshot(`
    "----------------------------------------------------------------------------------------------------
      VERDICTv     SITE                 LOCATION             INUSE   B/UN  GROWTH/MIN       ± TREND
    ----------------------------------------------------------------------------------------------------
    > !! LEAK      newSession           session-table.js:41  3.52M    182      +1.58M  ±0.12M ▁▂▂▃▄▅▅▆▇█
       ! GROWING   Transpare…dedHeaders dist/headers.js:88   3.05M     27      +87.9K  ±45.6K ▄▄▄▄▄▅▅▅▅▅
         FLAT      IncomingMessage      node…tp_incoming:12  2.85M      -           -         ▄▅▄▄▄▅▄▄▅▅
       = BOUNDED   ToolCache.warm       tools/cache.js:19    1.24M      -           -         ▃▄▅▃▄▆▃▄▆▄
       - SHRINKING parseSseChunk        sse/parse.js:57       938K      -           -         ▇▇▆▅▅▄▄▃▃▂
       * NEW       retryQueue.push      retry.js:12           391K      -           -         ▄▄▄▄▄▄▄▄▄▄
         FLAT      größeBerechnen日本   dist/größe.js:7       293K      -           -         ▄▄▄▄▄▄▄▄▄▄






    ----------------------------------------------------------------------------------------------------
     newSession  /app/packages/proxy/dist/session-table.js:41:10                                !! LEAK
      by       182 B per session (168-196), +1.58 MiB/min   in use 3.52 MiB (±18 %) in 20,264 objects
      from     < roundTrip transparent-proxy.js:212 < handlePost server.js:90
      why      none of 310 samples older than 3 captures has died in 5,510 sessions
    "
  `);
});
