import { mapPositions, ProfileBuilder } from '@heaptide/profile';
import { expect, test } from 'vitest';
import { rawPlace } from '../../src/why/raw-place.js';

interface Kept {
  readonly name: string;
  readonly file: string;
  readonly column: number;
  readonly bytes: number;
}

/** A profile with a sample for each function, all of them in line 1 and called by one. */
function profileOf(kept: readonly Kept[]) {
  const builder = new ProfileBuilder({
    sampleTypes: [
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ],
  });
  const place = (name: string, filename: string, column: number) =>
    builder.location({
      lines: [{ function: builder.func({ name, filename, startLine: 1 }), line: 1, column }],
    });
  const root = place('main', 'a.js', 1);
  for (const { name, file, column, bytes } of kept)
    builder.sample({ stack: [place(name, file, column), root], values: [1, bytes] });
  return builder.build();
}

const SITE = { function: 'newSession', file: 'src/session.ts', line: 12, column: 3 };
const toSource = (raw: ReturnType<typeof profileOf>) =>
  mapPositions(raw, ({ name }) =>
    name === 's' || name === 't'
      ? { name: 'newSession', file: 'src/session.ts', line: 12, column: 3, startLine: 12 }
      : undefined,
  );

test('a function is found by the row that it had before it was mapped', () => {
  const raw = profileOf([
    { name: 'other', file: 'a.js', column: 5, bytes: 10 },
    { name: 's', file: 'a.js', column: 700, bytes: 10 },
  ]);
  expect(rawPlace({ raw, mapped: toSource(raw) }, SITE)).toEqual({
    function: 's',
    file: 'a.js',
    line: 1,
    column: 700,
  });
});

test('of two that became one, the one that keeps more', () => {
  const kept = (first: number, second: number) =>
    profileOf([
      { name: 's', file: 'a.js', column: 700, bytes: first },
      { name: 't', file: 'b.js', column: 90, bytes: second },
    ]);
  for (const [first, second, file] of [
    [10, 30, 'b.js'],
    [30, 10, 'a.js'],
  ] as const) {
    const raw = kept(first, second);
    expect(rawPlace({ raw, mapped: toSource(raw) }, SITE)?.file).toBe(file);
  }
});

test('a column that is not known is not compared', () => {
  const raw = profileOf([{ name: 's', file: 'a.js', column: 700, bytes: 10 }]);
  const profiles = { raw, mapped: toSource(raw) };
  expect(rawPlace(profiles, { ...SITE, column: 0 })?.column).toBe(700);
  expect(rawPlace(profiles, { ...SITE, column: 4 })).toBeUndefined();
});

test('what was not mapped is where it is', () => {
  const raw = profileOf([
    { name: 'other', file: 'a.js', column: 5, bytes: 10 },
    { name: 's', file: 'a.js', column: 700, bytes: 10 },
  ]);
  const other = { function: 'other', file: 'a.js', line: 1, column: 5 };
  expect(rawPlace({ raw, mapped: raw }, other)).toEqual(other);
  expect(rawPlace({ raw, mapped: toSource(raw) }, other)).toEqual(other);
  expect(rawPlace({ raw, mapped: toSource(raw) }, { ...other, function: 'nobody' })).toBeUndefined();
});
