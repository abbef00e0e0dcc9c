import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LocationId, type Profile, ProfileBuilder, stackFrames, topFunctions } from '../../src/index.js';
import { arbitraryCapture, HEAP_TYPES } from '../arbitrary-profile.js';

/** `stack`: leaf first, a location each; `outer<inner` is a location with an inlined call. */
function profileOf(
  samples: readonly (readonly [stack: string, bytes: number])[],
  startLines: Record<string, number> = {},
) {
  const builder = new ProfileBuilder({ sampleTypes: HEAP_TYPES });
  const line = (name: string) => ({
    function: builder.func({ name, filename: 'a.js', startLine: startLines[name] ?? 0 }),
    line: 1,
    column: 1,
  });
  const location = (text: string): LocationId =>
    builder.location({ lines: text === '?' ? [] : text.split('<').reverse().map(line) });
  for (const [stack, bytes] of samples) {
    builder.sample({ stack: stack === '' ? [] : stack.split(' ').map(location), values: [1, bytes] });
  }
  return builder.build();
}

const rowsOf = (profile: Profile) =>
  topFunctions(profile).rows.map(({ name, flat, cum }) => [name, flat, cum]);

describe('flat and cum', () => {
  test('of leaf, caller and root', () => {
    const profile = profileOf([
      ['leaf mid root', 5],
      ['mid root', 2],
    ]);
    expect(rowsOf(profile)).toEqual([
      ['leaf', 5, 5],
      ['mid', 2, 7],
      ['root', 0, 7],
    ]);
    expect(topFunctions(profile).total).toBe(7);
  });

  test('recursion counts once per sample', () => {
    expect(rowsOf(profileOf([['f g f g f', 3]]))).toEqual([
      ['f', 3, 3],
      ['g', 0, 3],
    ]);
  });

  test('an inlined callee is the leaf', () => {
    expect(rowsOf(profileOf([['caller<callee root', 3]]))).toEqual([
      ['callee', 3, 3],
      ['caller', 0, 3],
      ['root', 0, 3],
    ]);
  });

  test('negative values count by size, an empty stack in the total only', () => {
    const profile = profileOf([
      ['a root', -9],
      ['b root', 4],
      ['', 100],
    ]);
    expect(rowsOf(profile)).toEqual([
      ['a', -9, -9],
      ['b', 4, 4],
      ['root', 0, -5],
    ]);
    expect(topFunctions(profile).total).toBe(113);
  });

  test('what cancels out is not listed', () => {
    const profile = profileOf([
      ['a root', 4],
      ['a root', -4],
    ]);
    expect(topFunctions(profile)).toEqual({ total: 8, rows: [] });
  });

  test('a location without lines is unknown', () => {
    expect(rowsOf(profileOf([['? root', 4]]))).toEqual([
      ['<unknown>', 4, 4],
      ['root', 0, 4],
    ]);
  });
});

test('ties are ordered by the bytes of the name', () => {
  const names = ['\u{1f600}', '\uffee', 'b', 'a', 'B', 'ab'];
  expect(rowsOf(profileOf(names.map((name) => [name, 1] as const))).map(([name]) => name)).toEqual([
    'B',
    'a',
    'ab',
    'b',
    '\uffee',
    '\u{1f600}',
  ]);
});

test('the start line is told where there is one', () => {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit: 'bytes' }] });
  for (const [name, startLine] of [
    ['one', 3],
    ['two', 5],
    ['two', 6],
    ['none', 0],
  ] as const) {
    const func = builder.func({ name, filename: 'a.js', startLine });
    builder.sample({
      stack: [builder.location({ lines: [{ function: func, line: 9, column: 1 }] })],
      values: [1],
    });
  }
  const rows = topFunctions(builder.build()).rows;
  expect(rows.map(({ name, startLine }) => [name, startLine])).toEqual([
    ['two', undefined],
    ['none', undefined],
    ['one', 3],
  ]);
});

test('functions of one name in two files are two', () => {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit: 'bytes' }] });
  for (const filename of ['b.js', 'a.js']) {
    const func = builder.func({ name: 'f', filename });
    builder.sample({
      stack: [builder.location({ lines: [{ function: func, line: 1, column: 1 }] })],
      values: [1],
    });
  }
  expect(topFunctions(builder.build()).rows.map(({ file }) => file)).toEqual(['a.js', 'b.js']);
});

test('agrees with a count over spelled-out frames', () => {
  fc.assert(
    fc.property(
      arbitraryCapture(),
      fc.constantFrom('inuse_objects', 'inuse_space'),
      (profile, sampleType) => {
        const column = sampleType === 'inuse_space' ? 1 : 0;
        const flat = new Map<string, number>();
        const cum = new Map<string, number>();
        const add = (map: Map<string, number>, name: string, value: number) =>
          map.set(name, (map.get(name) ?? 0) + value);
        for (let sample = 0; sample < profile.samples.length; sample++) {
          const value = profile.samples.values[2 * sample + column]!;
          const names = stackFrames(profile, sample).map(({ name }) => name);
          if (names.length > 0) add(flat, names[0]!, value);
          for (const name of new Set(names)) add(cum, name, value);
        }
        for (const row of topFunctions(profile, { sampleType }).rows) {
          expect([row.flat, row.cum]).toEqual([flat.get(row.name) ?? 0, cum.get(row.name)]);
        }
      },
    ),
    { numRuns: 300 },
  );
});
