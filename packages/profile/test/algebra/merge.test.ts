import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeProfiles, type Profile, ProfileBuilder, type ValueType } from '../../src/index.js';
import { arbitraryCapture, HEAP_TYPES } from '../arbitrary-profile.js';
import { contentOf } from '../profile-content.js';
import { thrownBy } from '../thrown.js';

const capture = arbitraryCapture();
/** Later than any capture: no time at all would count as the earliest. */
const EMPTY = new ProfileBuilder({ sampleTypes: HEAP_TYPES, timeNanos: 1000n }).build();

describe('laws', () => {
  test('merging is associative', () => {
    fc.assert(
      fc.property(capture, capture, capture, (a, b, c) => {
        const all = contentOf(mergeProfiles([a, b, c]));
        expect(contentOf(mergeProfiles([mergeProfiles([a, b]), c]))).toEqual(all);
        expect(contentOf(mergeProfiles([a, mergeProfiles([b, c])]))).toEqual(all);
      }),
      { numRuns: 500 },
    );
  });

  test('merging is commutative up to the order of rows', () => {
    fc.assert(
      fc.property(capture, capture, (a, b) => {
        expect(contentOf(mergeProfiles([a, b]))).toEqual(contentOf(mergeProfiles([b, a])));
      }),
      { numRuns: 500 },
    );
  });

  test('merging with an empty profile, or a second time, changes nothing', () => {
    fc.assert(
      fc.property(capture, (profile) => {
        const merged = mergeProfiles([profile]);
        expect(contentOf(mergeProfiles([profile, EMPTY]))).toEqual(contentOf(merged));
        expect(mergeProfiles([merged])).toEqual(merged);
      }),
    );
  });

  test('totals add up, no sample is zero, and no two are alike', () => {
    fc.assert(
      fc.property(capture, capture, (a, b) => {
        const merged = mergeProfiles([a, b]);
        expect(sumsOf(merged)).toEqual(sumsOf(a).map((sum, i) => sum + sumsOf(b)[i]!));
        for (let i = 0; i < merged.samples.length; i++) {
          expect(merged.samples.values.subarray(2 * i, 2 * i + 2)).not.toEqual(Float64Array.of(0, 0));
        }
        const keys = contentOf(merged).samples.map((text) => text.replace(/"values":\[[^\]]*\]/, ''));
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});

test('more samples than the hash table begins with', () => {
  const profile = profileOf(
    HEAP_TYPES,
    Array.from({ length: 5000 }, (_, i) => [i, [1, i]]),
  );
  const merged = mergeProfiles([profile, profile]);
  expect(merged.samples.length).toBe(5000);
  expect([...merged.samples.values]).toEqual([...profile.samples.values].map((value) => 2 * value));
});

describe('types', () => {
  const type = (name: string, unit: string): ValueType => ({ type: name, unit });

  test('are reduced to the common ones, in the order of the first profile', () => {
    const a = profileOf([type('x', 'count'), type('y', 'bytes'), type('z', 'bytes')], [[1, [1, 2, 3]]]);
    const b = profileOf([type('z', 'bytes'), type('w', 'bytes'), type('x', 'count')], [[1, [30, 20, 10]]]);
    const merged = mergeProfiles([a, b]);
    expect(merged.sampleTypes).toEqual([type('x', 'count'), type('z', 'bytes')]);
    expect([...merged.samples.values]).toEqual([11, 33]);
    expect(merged.defaultSampleType).toBe('x');
  });

  test('come into the finest unit', () => {
    const a = profileOf([type('space', 'kilobytes')], [[1, [2]]]);
    const b = profileOf([type('space', 'bytes')], [[1, [5]]]);
    for (const merged of [mergeProfiles([a, b]), mergeProfiles([b, a])]) {
      expect(merged.sampleTypes).toEqual([type('space', 'bytes')]);
      expect([...merged.samples.values]).toEqual([2053]);
    }
  });

  test('with nothing in common are an error', () => {
    const merge = (a: ValueType, b: ValueType) => () =>
      mergeProfiles([profileOf([a], []), profileOf([b], [])]);
    const error = thrownBy(merge(type('cpu', 'ns'), type('space', 'bytes')));
    expect(error).toMatchObject({
      code: 'HT_E_NO_COMMON_TYPE',
      message: 'profiles have empty common sample type list',
    });
    expect(thrownBy(merge(type('a', 'bytes'), type('a', 'ms'))).message).toBe(
      'sample types: incompatible types: {a bytes 0 0} {a ms 0 0}',
    );
    expect(thrownBy(() => mergeProfiles([])).message).toBe('no profiles to merge');
  });
});

test('period types must be of one kind', () => {
  const of = (periodType: ValueType): Profile => ({ ...EMPTY, periodType, period: 3 });
  const merge = (a: ValueType, b: ValueType) => mergeProfiles([of(a), of(b)]);
  const space = { type: 'space', unit: 'bytes' };
  expect(thrownBy(() => merge(space, { type: 'cpu', unit: 'ns' }))).toMatchObject({
    code: 'HT_E_NO_COMMON_TYPE',
    message: 'period type: incompatible types: {space bytes 0 0} {cpu ns 0 0}',
  });
  expect(thrownBy(() => merge(space, { type: 'spaces', unit: 'bytes' })).message).toBe(
    'incompatible period types &{space bytes 0 0} and &{spaces bytes 0 0}',
  );
  expect(merge(space, { type: 'space', unit: 'kb' })).toMatchObject({ periodType: space, period: 3072 });
});

test('header: earliest time, summed duration, longest period, united comments', () => {
  const header = (timeNanos: bigint, period: number, ...comments: string[]): Profile => ({
    ...EMPTY,
    timeNanos,
    durationNanos: 5n,
    period,
    comments,
  });
  expect(mergeProfiles([header(0n, 7, 'a'), header(9n, 8, 'b', 'a'), header(4n, 3, 'c')])).toMatchObject({
    timeNanos: 4n,
    durationNanos: 15n,
    period: 8,
    comments: ['a', 'b', 'c'],
  });
});

test('sums beyond 2^53 are exact, and wrap around at 64 bits', () => {
  const one = (...values: bigint[]): Profile => {
    const profile = profileOf(
      [{ type: 'space', unit: 'bytes' }],
      values.map((_, line) => [line, [1]]),
    );
    return {
      ...profile,
      samples: {
        ...profile.samples,
        values: Float64Array.from(values, Number),
        exactValues: BigInt64Array.from(values),
      },
    };
  };
  const merged = mergeProfiles([one(2n ** 53n + 1n, 2n ** 63n - 1n, 5n), one(2n ** 53n + 2n, 1n, 6n)]);
  expect(merged.samples.exactValues).toEqual(BigInt64Array.of(2n ** 54n + 3n, -(2n ** 63n), 11n));
  expect(merged.samples.values).toEqual(Float64Array.of(2 ** 54 + 4, -(2 ** 63), 11));
  const small = mergeProfiles([one(2n ** 53n + 1n), one(-(2n ** 53n))]);
  expect(small.samples.values).toEqual(Float64Array.of(1));
  expect(small.samples.exactValues).toBeUndefined();
});

test('locations that differ in the column of an inlined line are one, as in pprof', () => {
  const at = (inner: number, outer: number): Profile => {
    const builder = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit: 'bytes' }] });
    const func = builder.func({ name: 'f', filename: 'f.js' });
    const lines = [inner, outer].map((column) => ({ function: func, line: 1, column }));
    builder.sample({ stack: [builder.location({ address: 1n, lines })], values: [1] });
    return builder.build();
  };
  expect(mergeProfiles([at(1, 1), at(2, 1)]).locations.length).toBe(1);
  expect(mergeProfiles([at(1, 1), at(1, 2)]).locations.length).toBe(2);
});

test('labels in another order are the same labels', () => {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit: 'bytes' }] });
  const [a, b] = [{ key: 'a', text: 'x' } as const, { key: 'b', number: 1 } as const];
  builder.sample({ stack: [], values: [1], labels: [a, b] });
  builder.sample({ stack: [], values: [2], labels: [b, a] });
  builder.sample({ stack: [], values: [4], labels: [a, { key: 'b', number: 2 }] });
  expect([...mergeProfiles([builder.build()]).samples.values]).toEqual([3, 4]);
});

function profileOf(
  types: readonly ValueType[],
  samples: readonly (readonly [line: number, values: number[]])[],
): Profile {
  const builder = new ProfileBuilder({ sampleTypes: types });
  const func = builder.func({ name: 'f', filename: 'f.js' });
  for (const [line, values] of samples) {
    builder.sample({ stack: [builder.location({ lines: [{ function: func, line, column: 1 }] })], values });
  }
  return builder.build();
}

function sumsOf(profile: Profile): number[] {
  const sums = profile.sampleTypes.map(() => 0);
  profile.samples.values.forEach((value, i) => (sums[i % sums.length]! += value));
  return sums;
}
