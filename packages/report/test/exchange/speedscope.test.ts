import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderSpeedscope } from '../../src/exchange/speedscope.js';
import { arbitraryHeap, HEAP, HOSTILE, profileOf } from '../flame/flame-fixtures.js';

interface Sampled {
  readonly type: string;
  readonly name: string;
  readonly unit: string;
  readonly startValue: number;
  readonly endValue: number;
  readonly samples: readonly (readonly number[])[];
  readonly weights: readonly number[];
}
interface SpeedscopeFile {
  readonly shared: { readonly frames: readonly { name: string; file?: string; line?: number }[] };
  readonly profiles: readonly Sampled[];
}

describe('renderSpeedscope', () => {
  it('writes a sampled profile per sample type', () => {
    const profile = profileOf(
      [
        ['main;b', 1, 20],
        ['main;a', 0, 10],
        ['main;b', 2, 30],
      ],
      { sampleTypes: HEAP },
    );
    expect(JSON.parse(renderSpeedscope(profile, { name: 'heap' }))).toEqual({
      $schema: 'https://www.speedscope.app/file-format-schema.json',
      exporter: 'heaptide',
      name: 'heap',
      activeProfileIndex: 1,
      shared: {
        frames: ['a', 'b', 'main'].map((name) => ({ name, file: `/app/${name}.js`, line: 3 })),
      },
      profiles: [
        {
          type: 'sampled',
          name: 'inuse_objects',
          unit: 'none',
          startValue: 0,
          endValue: 3,
          samples: [[2, 1]],
          weights: [3],
        },
        {
          type: 'sampled',
          name: 'inuse_space',
          unit: 'bytes',
          startValue: 0,
          endValue: 60,
          samples: [
            [2, 1],
            [2, 0],
          ],
          weights: [50, 10],
        },
      ],
    });
  });

  it('leaves out what is negative, and names times by their unit', () => {
    const sampleTypes = [{ type: 'cpu', unit: 'nanoseconds' }];
    const file = JSON.parse(
      renderSpeedscope(
        profileOf(
          [
            ['up', 5],
            ['down', -5],
          ],
          { sampleTypes },
        ),
      ),
    ) as SpeedscopeFile;
    expect(file.profiles[0]).toMatchObject({ unit: 'nanoseconds', weights: [5], endValue: 5 });
  });

  it('law: stacks are of known frames, a weight each, and weights add up', () => {
    fc.assert(
      fc.property(arbitraryHeap(), (profile) => {
        const file = JSON.parse(renderSpeedscope(profile)) as SpeedscopeFile;
        for (const { samples, weights, endValue } of file.profiles) {
          expect(samples.length).toBe(weights.length);
          expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(endValue);
          expect(weights.every((weight) => weight > 0)).toBe(true);
          for (const stack of samples) {
            expect(stack.length).toBeGreaterThan(0);
            expect(stack.every((frame) => file.shared.frames[frame] !== undefined)).toBe(true);
          }
        }
      }),
    );
  });

  it('makes names safe', () => {
    const text = renderSpeedscope(profileOf(HOSTILE.map((name) => [name.replaceAll(';', ','), 1] as const)));

    expect(text.trimEnd()).not.toMatch(/\\u00[01]|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  });
});
