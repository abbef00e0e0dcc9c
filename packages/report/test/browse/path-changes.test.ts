import { locationFrames, type Profile, ProfileBuilder } from '@heaptide/profile';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareCaptures, pathChanges } from '../../src/browse/index.js';
import { arbitraryHeap, profileOf } from '../flame/flame-fixtures.js';

const site = { function: 'site', file: '/app/site.js', line: 3 };
const spell = (a: Profile, b: Profile, limit: number) =>
  pathChanges(a, b, site, { limit }).map(({ frames, folded, before, after, delta }) => {
    const text = frames.map((frame) => frame.function).join(' > ');
    return [folded > 0 ? `(${folded}) > ${text}` : text, before, after, delta];
  });

describe('pathChanges', () => {
  it('gives the callers of the site root first, the largest change first', () => {
    const a = profileOf([
      ['main;post;add;site', 10],
      ['main;sse;add;site', 50],
      ['main;post', 7],
    ]);
    const b = profileOf([
      ['main;post;add;site', 100],
      ['main;sse;add;site', 20],
      ['site', 5],
      ['site;leaf', 99],
    ]);
    expect(spell(a, b, 8)).toEqual([
      ['main > post > add > site', 10, 100, 90],
      ['main > sse > add > site', 50, 20, -30],
      ['site', 0, 5, 5],
    ]);
  });

  it('folds what has no room of its own into the end that its paths share, the least change first', () => {
    const b = profileOf([
      ['main;big;add;site', 100],
      ['main;a;add;site', 3],
      ['main;b;add;site', 2],
      ['main;c;other;site', 40],
    ]);
    const nothing = profileOf([]);
    expect(spell(nothing, b, 3)).toEqual([
      ['main > big > add > site', 0, 100, 100],
      ['main > c > other > site', 0, 40, 40],
      ['(2) > add > site', 0, 5, 5],
    ]);
    expect(spell(nothing, b, 1)).toEqual([['(4) > site', 0, 145, 145]]);
  });

  it('changes that cancel out are split rather than hidden', () => {
    const a = profileOf([
      ['x;add;site', 90],
      ['p;other;site', 20],
    ]);
    const b = profileOf([
      ['y;add;site', 90],
      ['q;other;site', 21],
    ]);
    expect(spell(a, b, 3)).toEqual([
      ['y > add > site', 0, 90, 90],
      ['x > add > site', 90, 0, -90],
      ['(2) > other > site', 20, 21, 1],
    ]);
  });

  it('knows the site by its cleaned file and by the line where it begins', () => {
    const builder = new ProfileBuilder({ sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }] });
    const at = (startLine: number) =>
      builder.location({
        lines: [
          {
            function: builder.func({ name: 'site', filename: '/app//x/../site.js', startLine }),
            line: 9,
            column: 1,
          },
        ],
      });
    builder.sample({ stack: [at(3)], values: [7] });
    builder.sample({ stack: [at(4)], values: [90] });
    expect(spell(profileOf([]), builder.build(), 4)).toEqual([['site', 0, 7, 7]]);
  });

  it('a site that is called at several lines of a function without a name is one', () => {
    const builder = new ProfileBuilder({ sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }] });
    for (const line of [1, 2]) {
      const anonymous = builder.func({ name: '', filename: 'x.js', startLine: 0 });
      const location = builder.location({ lines: [{ function: anonymous, line, column: 0 }] });
      builder.sample({ stack: [location], values: [7] });
    }
    const unnamed = { function: '', file: 'x.js', line: 0 };
    expect(pathChanges(profileOf([]), builder.build(), unnamed, { limit: 4 })).toEqual([
      { frames: [unnamed], folded: 0, before: 0, after: 14, delta: 14 },
    ]);
  });

  it('together the paths of every site are the site, within the limit, each once', () => {
    fc.assert(
      fc.property(arbitraryHeap(), arbitraryHeap(), fc.integer({ min: 1, max: 5 }), (a, b, limit) => {
        for (const row of compareCaptures(a, b, { sampleType: 'inuse_space' }).rows) {
          const paths = pathChanges(a, b, row, { limit, sampleType: 'inuse_space' });
          const sum = (of: 'before' | 'after' | 'delta') =>
            paths.reduce((total, path) => total + path[of], 0);
          expect([sum('before'), sum('after'), sum('delta')]).toEqual([row.before, row.after, row.delta]);
          expect(paths.length).toBeLessThanOrEqual(limit);
          for (const { frames } of paths) expect(frames.at(-1)).toMatchObject({ function: row.function });
          const texts = paths.map(({ frames, folded }) => JSON.stringify([folded > 0, frames]));
          expect(new Set(texts).size).toBe(texts.length);
        }
      }),
    );
  });

  it('frames are those of the stacks, inlined calls each for itself', () => {
    const builder = new ProfileBuilder({ sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }] });
    const line = (name: string) => ({
      function: builder.func({ name, filename: `/app/${name}.js`, startLine: 3 }),
      line: 5,
      column: 1,
    });
    const location = builder.location({ lines: [line('site'), line('inliner')] });
    builder.sample({ stack: [location], values: [7] });
    const profile = builder.build();
    const [change] = pathChanges(profileOf([]), profile, site, { limit: 2 });
    const stack = locationFrames(profile, location).map(({ name }) => name);
    expect(change!.frames.map((frame) => frame.function)).toEqual(stack.toReversed());
  });
});
