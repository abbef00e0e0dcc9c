import { compareProfiles, type Profile, ProfileBuilder } from '@heaptide/profile';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCaptures } from '../../src/browse/index.js';
import { arbitraryHeap, HEAP, profileOf, SPACE } from '../flame/flame-fixtures.js';

const INTERVAL = 1024;
const heapOf = (...stacks: readonly (readonly [string, ...number[]])[]): Profile =>
  profileOf(stacks, { sampleTypes: HEAP, period: INTERVAL });

describe('compareCaptures', () => {
  it('gives bytes and objects by site, with what became of it', () => {
    const a = heapOf(['main;kept', 10, 100_000], ['main;gone', 4, 60_000]);
    const b = heapOf(['main;kept', 30, 300_000], ['main;other;kept', 10, 100_000], ['fresh', 2, 50_000]);
    const { rows, counts, ...total } = compareCaptures(a, b);
    expect(rows).toEqual([
      {
        function: 'kept',
        file: '/app/kept.js',
        line: 3,
        before: 100_000,
        after: 400_000,
        delta: 300_000,
        error: expect.closeTo(Math.sqrt(INTERVAL * 500_000), 6) as number,
        change: 'grown',
        objects: {
          before: 10,
          after: 40,
          delta: 30,
          error: Math.hypot(10 * Math.sqrt(INTERVAL / 100_000), 40 * Math.sqrt(INTERVAL / 400_000)),
        },
      },
      expect.objectContaining({ function: 'gone', delta: -60_000, change: 'gone' }),
      expect.objectContaining({ function: 'fresh', delta: 50_000, change: 'new' }),
    ]);
    expect(counts).toEqual({ grown: 1, new: 1, gone: 1, shrunk: 0, same: 0 });
    expect(total).toMatchObject({ before: 160_000, after: 450_000, delta: 290_000 });
    expect(total.objects).toMatchObject({ before: 14, after: 42, delta: 28 });
  });

  it('is without objects where one of the two does not count them, without errors where nothing was sampled', () => {
    const bytesOnly = profileOf([['site', 5000]], { sampleTypes: SPACE });
    const { objects, error, rows } = compareCaptures(bytesOnly, heapOf(['site', 1, 9000]), {
      sampleType: 'inuse_space',
    });
    expect([objects, error]).toEqual([undefined, undefined]);
    expect(rows).toEqual([expect.not.objectContaining({ objects: expect.anything() as unknown })]);
    expect(rows[0]).not.toHaveProperty('error');
  });

  it('leaves out what the captures call uninteresting', () => {
    const a = { ...heapOf(['main;site;noise', 1, 5000]), dropFrames: 'noise' };
    const b = { ...heapOf(['main;site;noise', 9, 90_000]), dropFrames: 'noise' };
    expect(compareCaptures(a, b).rows.map((row) => row.function)).toEqual(['site']);
  });

  it('a site whose file is spelled in two ways is one', () => {
    const builder = new ProfileBuilder({ sampleTypes: HEAP });
    for (const filename of ['/app/site.js', '/app/./site.js']) {
      const line = { function: builder.func({ name: 'site', filename, startLine: 3 }), line: 5, column: 1 };
      builder.sample({ stack: [builder.location({ lines: [line] })], values: [2, 640] });
    }
    const { rows } = compareCaptures(heapOf(['site', 1, 320]), builder.build());
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ delta: 960, objects: { before: 1, after: 4, delta: 3 } });
  });

  it('agrees with compareProfiles in bytes and in objects', () => {
    fc.assert(
      fc.property(arbitraryHeap(), arbitraryHeap(), (a, b) => {
        const { rows, objects, before, after } = compareCaptures(a, b, { sampleType: 'inuse_space' });
        const bytes = compareProfiles(a, b, { sampleType: 'inuse_space' });
        expect(rows.map(({ delta, change }) => [delta, change])).toEqual(
          bytes.functions.map(({ delta, change }) => [delta, change]),
        );
        expect([before, after]).toEqual([bytes.before, bytes.after]);
        const counted = compareProfiles(a, b, { sampleType: 'inuse_objects' });
        const deltas = new Map(
          counted.functions.map(({ info, delta }) => [`${info.name} ${info.file} ${info.startLine}`, delta]),
        );
        for (const row of rows)
          expect(row.objects!.delta).toBe(deltas.get(`${row.function} ${row.file} ${row.line}`) ?? 0);
        expect(objects).toBeDefined();
      }),
    );
  });

  it('a capture and itself differ in nothing, and swapping turns every sign round', () => {
    fc.assert(
      fc.property(arbitraryHeap(), arbitraryHeap(), (a, b) => {
        for (const { delta, objects, change } of compareCaptures(a, a).rows)
          expect([delta, objects!.delta, change]).toEqual([0, 0, 'same']);
        const sum = (side: ReturnType<typeof compareCaptures>) =>
          new Map(side.rows.map((row) => [`${row.function} ${row.file} ${row.line}`, row.delta]));
        const there = sum(compareCaptures(a, b));
        for (const [site, delta] of sum(compareCaptures(b, a))) expect(delta + there.get(site)!).toBe(0);
      }),
    );
  });

  it('is plain data', () => {
    const comparison = compareCaptures(heapOf(['site', 1, 5000]), heapOf(['site', 2, 9000]));
    expect(structuredClone(comparison)).toEqual(comparison);
  });
});
