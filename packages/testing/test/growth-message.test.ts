import type { GrowthReport, SiteReport } from '@heaptide/growth';
import { expect, it } from 'vitest';
import { growthMessage } from '../src/growth-message.js';

const frame = { function: 'keep', file: '/app/keep.js', line: 3, column: 7 };

function siteOf(overrides: Partial<SiteReport> = {}): SiteReport {
  return {
    ...frame,
    path: [{ ...frame, function: 'main' }, frame],
    verdict: 'leak',
    confirmed: true,
    reason: '9 of 9 are still alive',
    inuseSpace: [1],
    inuseObjects: [1],
    slope: { perUnit: 2000, low: 1000, high: 3_000_000, perSecond: 1 },
    evidence: { samples: 9, births: 9, deaths: 0, crossings: 9 },
    retracted: false,
    uncertainSite: false,
    ...overrides,
  };
}

const report = { captures: [{}, {}] } as unknown as GrowthReport;
const message = (...sites: readonly SiteReport[]) =>
  growthMessage({ calls: 100, report, interval: 1024 }, sites);

it('tells the sites, the bytes per call and the path, the allocation first', () => {
  expect(message(siteOf())).toBe(
    [
      'memory grows with every call: 1 site in 100 calls (2 readings of the heap, a sample every 1024 B)',
      '',
      '  leak in keep: 2.0 KiB per call (1000 B to 2.9 MiB)',
      '    9 of 9 are still alive',
      '    at keep (/app/keep.js:3:7)',
      '    at main (/app/keep.js:3:7)',
    ].join('\n'),
  );
});

it('leaves out what would be too long', () => {
  const path = Array.from({ length: 10 }, (_, i) => ({ ...frame, function: `f${i}` }));
  const text = message(...Array.from({ length: 7 }, () => siteOf({ path })));
  expect(text).toContain('    at f4 (/app/keep.js:3:7)\n    and 4 more frames\n');
  expect(text).not.toContain('at f3');
  expect(text.endsWith('\n\nand 2 more')).toBe(true);
});

it('prints hostile names harmlessly', () => {
  const text = message(siteOf({ function: 'a\u001b[2Jb\n', path: [{ ...frame, file: '\u202e.js' }] }));
  expect(text).toContain('leak in a<U+1B>[2Jb<U+A>:');
  expect(text).toContain('at keep (<U+202E>.js:3:7)');
});
