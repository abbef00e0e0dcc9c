import type { GrowthReport } from '@heaptide/growth';
import { describe, expect, it } from 'vitest';
import { renderGrowthText } from '../../src/growth/index.js';
import { ACTS_ON_TERMINAL, frame, growthOf, leakOf, siteOf } from './sample-growth.js';

const outlook = {
  limit: 'heap',
  bytesLeft: 380 * 2 ** 20,
  seconds: 11_400,
  low: 10_200,
  high: 13_200,
} as const;

function firstLine(...args: Parameters<typeof renderGrowthText>): string {
  return renderGrowthText(args[0], { width: 300, ...args[1] }).split('\n', 1)[0]!;
}

function firstLines(report: GrowthReport): string {
  return renderGrowthText(report, { width: 300 });
}

describe('the text of a report', () => {
  it('answers first, then shows what grows and what is known of it, and counts the rest', () => {
    const site = leakOf({
      caveat: 'nothing kept here was freed within 14,400 requests: a TTL lies beyond that',
    });
    const report = growthOf([site, siteOf(), siteOf({ verdict: 'bounded' })], { outlook });
    expect(renderGrowthText(report)).toBe(
      `leak: newSession keeps 398 B (377 to 419) per request; confirmed; heap limit in 3h10m (2h50m to
  3h40m)
2 captures over 20.5 s, 14,400 requests, heap 6.68 MiB to 8.58 MiB, rss 76.3 MiB to 85.8 MiB
380 MiB are left below the heap limit of 512 MiB

VERDICT  SITE        LOCATION                      IN USE    PER REQUEST (95%)  PER MINUTE
leak     newSession  /app/session-table.js:41:3  2.50 MiB  +398 B (377 to 419)   +1.54 MiB

leak, confirmed: newSession
  at        /app/session-table.js:41:3
  called by next (/app/node_modules/express/lib/router.js:88:3) <- handle (/app/server.js:12:3)
  why       118 of 118 samples older than 3,000 requests are still alive
  but       nothing kept here was freed within 14,400 requests: a TTL lies beyond that

2 more sites: 1 bounded, 1 flat
`,
    );
  });

  it('tells in the first line what else there is, and how sure it is', () => {
    const first = leakOf();
    const second = leakOf({ function: 'other', confirmed: false });
    expect(firstLine(growthOf([{ ...first, confirmed: false }]))).toBe(
      'leak: newSession keeps 398 B (377 to 419) per request; not confirmed yet',
    );
    expect(firstLine(growthOf([first, second]))).toContain('per request, and 1 more; 1 of 2 confirmed');
    expect(firstLine(growthOf([{ ...first, kind: 'external' }]))).toContain(
      '(377 to 419) of external memory per request',
    );
    expect(
      firstLine(
        growthOf([first], { outlook: { limit: 'cgroup', bytesLeft: 1, seconds: 11_400, low: 10_200 } }),
      ),
    ).toContain('cgroup limit in 3h10m (2h50m or later)');
    expect(firstLine(growthOf([leakOf({ function: '(anonymous)' })]))).toContain(
      'leak: (anonymous) session-table.js:41 keeps 398 B',
    );
    const backlog = leakOf({ verdict: 'backlog', function: 'enqueue' });
    expect(firstLine(growthOf([backlog], { verdict: 'backlog' }))).toBe(
      'backlog: enqueue falls behind: 2.50 MiB are waiting; confirmed',
    );
  });

  it('says what is missing, and what is suspicious meanwhile', () => {
    const changes = { verdict: 'inconclusive', reason: 'needs 5 more captures' } as const;
    const growing = leakOf({ verdict: 'growing', confirmed: false });
    expect(firstLine(growthOf([growing, siteOf()], changes))).toBe(
      'inconclusive: needs 5 more captures; suspicious: newSession with 398 B (377 to 419) per request',
    );
    const expected = { bytes: 1e6, holds: true };
    expect(firstLine(growthOf([{ ...growing, expected }], changes))).toBe(
      'inconclusive: needs 5 more captures',
    );
  });

  it('counts what grows in lock-step once, with the sum of it', () => {
    const a = leakOf({ group: 1 });
    const b = leakOf({ ...frame('copy', '/app/copy.js', 3), group: 1, slope: { perUnit: 100, low: 72, high: 128, perSecond: 5_000 } }); // prettier-ignore
    const text = renderGrowthText(growthOf([b, a]));
    expect(text).toContain(
      'leak: newSession and 1 more in lock-step keep 498 B (463 to 533) per request; confirmed',
    );
    expect(text.match(/^leak {5}.*/gm)).toEqual([
      expect.stringMatching(/^leak {5}newSession \+1 .* 5\.00 MiB {2}\+498 B \(463 to 533\)/),
    ]);
    expect(text).toContain(
      `leak, confirmed: newSession and 1 more in lock-step, counted once: 498 B (463 to 533) per request
  together
  sites     newSession (/app/session-table.js:41:3): 398 B (377 to 419) per request
            copy (/app/copy.js:3:3): 100 B (72 to 128) per request
`,
    );
    expect(text.match(/^leak, confirmed/gm)).toHaveLength(1);
  });

  it('says which part of a site a finding is on', () => {
    const callers = [frame('keepForever', '/app/a.js'), frame('handle', '/app/b.js')];
    const textOf = (part: Parameters<typeof leakOf>[0]) => renderGrowthText(growthOf([leakOf(part)]));
    expect(textOf({ part: { kind: 'path', callers } })).toContain(
      'part      only what comes through keepForever <- handle\n',
    );
    expect(textOf({ part: { kind: 'size', objectBytes: 1536 } })).toContain(
      'part      only objects of about 1.50 KiB\n',
    );
    const callees = 'abcdefgh'.split('').map((name) => frame(name, '/app/c.js'));
    expect(textOf({ part: { kind: 'callees', callees } })).toContain(
      'part      together with what it calls: a, b, c, d, e, f and 2 more\n',
    );
  });

  it('says where the true function is uncertain, and names the candidates', () => {
    const candidates = [frame('pad', '/app/pad.js', 2), frame('box', '/app/box.js', 4)];
    expect(renderGrowthText(growthOf([leakOf({ uncertainSite: true, candidates })]))).toContain(
      'perhaps   pad (/app/pad.js:2:3) or box (/app/box.js:4:3), inlined into it: captures with --exact',
    );
    expect(renderGrowthText(growthOf([leakOf({ uncertainSite: true })]))).toContain(
      'perhaps   a function that it calls and that was inlined into it',
    );
    expect(renderGrowthText(growthOf([leakOf()]))).not.toContain('perhaps');
  });

  it('keeps a withdrawn finding and what was expected in sight', () => {
    const withdrawn = siteOf({ verdict: 'bounded', retracted: true, reason: 'retracted: the old die' });
    const expected = leakOf({ verdict: 'growing', confirmed: false, expected: { bytes: 1e6, holds: true } });
    const text = renderGrowthText(
      growthOf([expected, withdrawn], { verdict: 'clean', reason: 'no site leaks' }),
    );
    expect(text).toContain('bounded, withdrawn: readBody\n');
    expect(text).toContain('why       retracted: the old die\n');
    expect(text).toMatch(/^bounded {2}readBody/m);
    expect(text).toContain('growing, as expected: newSession\n');
    expect(renderGrowthText(growthOf([leakOf({ expected: { bytes: 1e6, holds: false } })]))).toContain(
      'leak, confirmed, not as expected: newSession\n',
    );
  });

  it('tells what grows off the heap, and once only', () => {
    const offHeap = { memory: 'native', bytes: 24 * 2 ** 20, perUnit: 2100, reason: 'not on the JS heap; look at native add-ons' } as const; // prettier-ignore
    const text = renderGrowthText(growthOf([], { verdict: 'inconclusive', reason: offHeap.reason, offHeap }));
    expect(text.split('\n', 1)[0]).toBe(
      'inconclusive: native memory grew by 24.0 MiB, 2.05 KiB per request, that no site explains',
    );
    expect(text.match(/not on the JS heap/g)).toHaveLength(1);
    expect(text).toContain('  why       not on the JS heap; look at native add-ons\n');
  });

  it('shows every site when asked', () => {
    const text = renderGrowthText(growthOf([leakOf(), siteOf()]), { all: true });
    expect(text).toMatch(/^flat {5}readBody/m);
    expect(text).not.toContain('more site');
  });

  it('says how much garbage is counted, and that there is no work counter', () => {
    const report = growthOf([], { unit: 'second' });
    const [first, second] = report.captures;
    const collected = (...gc: ('none' | 'forced')[]) =>
      firstLines({
        ...report,
        captures: [
          { ...first!, gc: gc[0]! },
          { ...second!, gc: gc[1]! },
        ],
      });
    expect(collected('none', 'none')).toContain(' (garbage included), rss');
    expect(collected('none', 'forced')).toContain(' (garbage included in 1 of them), rss');
    expect(collected('forced', 'forced')).not.toContain('garbage');
    expect(collected('forced', 'forced')).toContain('no work counter, so by time only');
  });

  it('tells nothing per minute where the times are not known', () => {
    const text = renderGrowthText(growthOf([leakOf()]), { timed: false });
    expect(text).not.toContain('MINUTE');
    expect(text).not.toContain('20.5 s');
  });

  it('tells small rates by their digits', () => {
    const slope = { perUnit: 0.4, low: 0.21, high: 0.6, perSecond: 30 };
    expect(firstLine(growthOf([leakOf({ slope })]))).toContain('keeps 0.40 B (0.21 to 0.60) per request');
  });

  it.each([60, 80, 100, 140])('keeps within %i characters, but for what cannot be broken', (width) => {
    const deep = `/srv/app/${'packages/of-a-monorepo/'.repeat(4)}session-table.js`;
    const site = leakOf({
      function: 'SessionTableOfTheProxy.createSessionWithoutExpiry',
      file: deep,
      reason: 'word '.repeat(60),
    });
    const lines = renderGrowthText(growthOf([site, siteOf()], { outlook }), { width }).split('\n');
    const tooWide = lines.filter((line) => line.length > width && !/^ *(?:\S+ )?\S*$/.test(line.trim()));
    expect(tooWide.filter((line) => !line.includes(deep))).toEqual(
      width >= 80 ? [] : [expect.stringMatching(/^VERDICT/), expect.stringMatching(/^leak/)],
    );
    if (width >= 80)
      expect(lines.find((line) => line.startsWith('leak  '))).toContain('session-table.js:41:3');
  });

  it('explains so many and counts the rest', () => {
    const sites = Array.from({ length: 30 }, (_, i) => leakOf({ function: `f${i}` }));
    const growing = Array.from({ length: 30 }, (_, i) => leakOf({ function: `g${i}`, verdict: 'growing' }));
    const text = renderGrowthText(growthOf([...sites, ...growing]));
    expect(text.match(/^leak, confirmed/gm)).toHaveLength(20);
    expect(text).toContain('10 more findings: --json tells of all\n');
    expect(text.match(/^growing {2}/gm)).toHaveLength(20);
    expect(text).toContain('10 more sites: 10 growing\n');
  });

  it('lets no name act on the terminal', () => {
    const evil = '\x1b]0;owned\x07\u202e';
    const site = leakOf({
      ...frame(evil, `/a${evil}.js`),
      path: [frame(evil, evil), frame(evil, evil)],
      reason: evil,
      caveat: evil,
      uncertainSite: true,
      candidates: [frame(evil, evil)],
      part: { kind: 'callees', callees: [frame(evil, evil)] },
    });
    const text = renderGrowthText(
      growthOf([site, { ...site, retracted: true, verdict: 'flat' }], { unit: evil }),
    );
    expect(text).not.toMatch(ACTS_ON_TERMINAL);
    expect(text).toContain('␛]0;owned␇');
  });
});
