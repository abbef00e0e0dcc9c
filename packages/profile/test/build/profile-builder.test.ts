import { describe, expect, test } from 'vitest';
import {
  encodeProfile,
  type FunctionId,
  type LocationId,
  ProfileBuilder,
  stackFrames,
} from '../../src/index.js';
import { HEAP_TYPES } from '../arbitrary-profile.js';

const newBuilder = () => new ProfileBuilder({ sampleTypes: HEAP_TYPES });

describe('equal rows are one row', () => {
  test('functions, locations and mappings', () => {
    const builder = newBuilder();
    const grow = builder.func({ name: 'grow', filename: 'a.js', startLine: 7 });
    expect(builder.func({ name: 'grow', filename: 'a.js', startLine: 7 })).toBe(grow);
    expect(builder.func({ name: 'grow', filename: 'a.js', startLine: 8 })).not.toBe(grow);
    const mapping = builder.mapping({ filename: 'shop' });
    expect(builder.mapping({ filename: 'shop' })).toBe(mapping);
    const location = builder.location({ mapping, lines: [{ function: grow, line: 9, column: 3 }] });
    expect(builder.location({ mapping, lines: [{ function: grow, line: 9, column: 3 }] })).toBe(location);
    expect(builder.location({ mapping, lines: [{ function: grow, line: 9, column: 4 }] })).not.toBe(location);
    expect(builder.location({ lines: [{ function: grow, line: 9, column: 3 }] })).not.toBe(location);
  });

  test('but samples stay apart', () => {
    const builder = newBuilder();
    builder.sample({ stack: [], values: [1, 2] });
    builder.sample({ stack: [], values: [1, 2] });
    expect([...builder.build().samples.values]).toEqual([1, 2, 1, 2]);
  });
});

describe('addresses', () => {
  const addressOf = (name: string, startLine: number, line: number, column: number, before = 0) => {
    const builder = newBuilder();
    for (let i = 0; i < before; i++) builder.func({ name: `other${i}`, filename: 'o.js' });
    const func = builder.func({ name, filename: 'a.js', startLine });
    builder.location({ lines: [{ function: func, line, column }] });
    return builder.build().locations.address[0]!;
  };

  test('are equal in two captures of the same code', () => {
    expect(addressOf('grow', 7, 9, 3)).toBe(addressOf('grow', 7, 9, 3, 5));
  });

  test('stay as they are from version to version', () => {
    expect(addressOf('grow', 7, 9, 3).toString(16)).toBe('606a76bac1e266c4');
  });

  test('are never 0 and differ from place to place', () => {
    const seen = new Set<bigint>();
    for (let i = 0; i < 1000; i++) {
      for (const address of [
        addressOf('f', 1, i, 0),
        addressOf('f', 2, 1, i + 1),
        addressOf(`f${i}`, 3, 1, 1),
      ]) {
        expect(address).not.toBe(0n);
        seen.add(address);
      }
    }
    expect(seen.size).toBe(3000);
  });

  test('can be given', () => {
    const builder = newBuilder();
    builder.location({ address: 2n ** 64n - 1n, lines: [] });
    expect(builder.build().locations.address[0]).toBe(2n ** 64n - 1n);
  });
});

test('names, stacks and labels stand as given', () => {
  const builder = newBuilder();
  const line = (name: string) => ({
    function: builder.func({ name, filename: `${name}.js` }),
    line: 2,
    column: 3,
  });
  const leaf = builder.location({ lines: [line('Array.from<T>'), line('(anonymous:L#4)')] });
  const root = builder.location({ lines: [line('<anonymous>')] });
  builder.sample({
    stack: [leaf, root],
    values: [1, 64],
    labels: [
      { key: 'born', number: 128 },
      { key: 'k', text: 't' },
    ],
  });
  const profile = builder.build();
  expect(stackFrames(profile, 0).map(({ name }) => name)).toEqual([
    'Array.from<T>',
    '(anonymous:L#4)',
    '<anonymous>',
  ]);
  expect([...profile.functions.systemName]).toEqual([0, 0, 0]);
  expect([...profile.strings]).toEqual([...new Set(profile.strings)]);
});

test('a built profile does not change when the builder goes on', () => {
  const builder = newBuilder();
  builder.sample({ stack: [], values: [1, 2] });
  const profile = builder.build();
  const before = encodeProfile(profile);
  builder.comment('later');
  builder.sample({ stack: [], values: [3, 4], labels: [{ key: 'later', text: 'on' }] });
  expect(encodeProfile(profile)).toEqual(before);
});

test('fractions are rounded, and -0 is 0', () => {
  const builder = newBuilder();
  builder.sample({ stack: [], values: [0.6, -0.2] });
  expect([...builder.build().samples.values]).toEqual([1, 0]);
});

describe('what a caller may not do', () => {
  test.each<[string, (builder: ProfileBuilder) => unknown]>([
    ['3 values for 2 sample types', (builder) => builder.sample({ stack: [], values: [1, 2, 3] })],
    ['NaN is not a number', (builder) => builder.sample({ stack: [], values: [1, NaN] })],
    ['no location 0', (builder) => builder.sample({ stack: [0 as LocationId], values: [1, 2] })],
    [
      'no function 5',
      (builder) => builder.location({ lines: [{ function: 5 as FunctionId, line: 1, column: 1 }] }),
    ],
  ])('%s', (message, run) => {
    expect(() => run(newBuilder())).toThrow(RangeError);
    expect(() => run(newBuilder())).toThrow(message);
  });
});
