import { expect, test } from 'vitest';
import { createDrawingStyle } from '../../src/drawing/drawing-style.js';
import { closingLines } from '../../src/lines/closing-lines.js';
import { SAMPLE_SITES, sampleReport, sampleSite } from '../sample-report.js';

const leak = SAMPLE_SITES[0]!;
const growing = SAMPLE_SITES[1]!;
const plain = createDrawingStyle({ color: false, ascii: true });

test('findings, what grows, the limit', () => {
  const second = { ...leak, name: 'LocalStorage.set', perUnit: 90 };
  const sites = [
    sampleSite({ ...leak, changes: { group: 1 } }, 9),
    sampleSite({ ...second, changes: { group: 1 } }, 9),
    sampleSite(growing, 9),
  ];
  const outlook = { limit: 'heap', bytesLeft: 4e7, seconds: 900, low: 780, high: 1080 } as const;
  expect(closingLines(sampleReport(9, { sites, outlook }))).toEqual([
    'LEAK confirmed  newSession  /app/packages/proxy/dist/session-table.js:41:10  +182 B/session (168-196)  +1.58 MiB/min',
    'LEAK confirmed  LocalStorage.set  /app/packages/proxy/dist/session-table.js:41:10  +90 B/session (76-104)  +1.58 MiB/min  in lock-step with newSession, counted once',
    'GROWING  TransparentProxy.normalizeForwardedHeaders  /app/packages/proxy/dist/headers.js:88:10  +27 B/session (13-41)  +87.9 KiB/min',
    'heap limit in 15m00s (13m00s to 18m00s)',
  ]);
});

test('of very many the first are named and the others counted', () => {
  const many = (site: typeof leak, number: number) =>
    Array.from({ length: number }, (_, index) => sampleSite({ ...site, name: `f${index}` }, 2));
  const lines = closingLines(sampleReport(2, { sites: [...many(leak, 300), ...many(growing, 8)] }));
  expect(lines).toHaveLength(20 + 1 + 5 + 1);
  expect(lines).toContain('and 280 more findings');
  expect(lines).toContain('and 3 more sites grow');
});

test('without a verdict it says why', () => {
  const report = sampleReport(2, { verdict: 'inconclusive', reason: 'too few\u001B[2J captures', sites: [] });
  expect(closingLines(report)).toEqual(['no verdict: too few␛[2J captures']);
  expect(closingLines(report, plain)).toEqual(['no verdict: too few<U+001B>[2J captures']);
});

test('colour repeats what the first word says, and only where it is wanted', () => {
  const report = sampleReport(2, { sites: [sampleSite(leak, 2)] });
  const painted = closingLines(report, createDrawingStyle({ color: true, ascii: false }))[0]!;
  expect(painted.startsWith('\u001B[1;31mLEAK confirmed\u001B[')).toBe(true);
  expect(closingLines(report, plain)[0]).toMatch(/^LEAK confirmed {2}newSession/);
});
