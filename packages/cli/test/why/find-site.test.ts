import { type Capture, ProfileBuilder } from '@heaptide/profile';
import { expect, it } from 'vitest';
import { findSite, noSuchSite, partsOf } from '../../src/why/find-site.js';
import { placeOfSite, sitePlaces } from '../../src/why/site-places.js';

type Site = readonly [name: string, file: string, line: number, bytes: number];

/** Functions that were called by `main`, and what each of them holds. */
function captureOf(sites: readonly Site[]): Capture {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }] });
  const at = (name: string, filename: string, line: number) =>
    builder.location({
      lines: [{ function: builder.func({ name, filename, startLine: line }), line, column: 9 }],
    });
  for (const [name, file, line, bytes] of sites)
    builder.sample({ stack: [at(name, file, line), at('main', '/srv/dist/main.js', 1)], values: [bytes] });
  return { profile: builder.build(), metadata: undefined };
}

const raw = captureOf([
  ['make', '/srv/dist/a.js', 3, 100],
  ['make', '/srv/dist/a.js', 3, 50],
  ['make', '/srv/dist/b.js', 4, 400],
  ['Table.make', '/srv/dist/c.js', 5, 10],
  ['nextTick', 'node:internal/process', 6, 900],
]);
const shown = captureOf([
  ['build', '/srv/src/a.ts', 30, 100],
  ['build', '/srv/src/a.ts', 30, 50],
  ['make', '/srv/src/b.ts', 40, 400],
  ['Table.make', '/srv/dist/c.js', 5, 10],
  ['nextTick', 'node:internal/process', 6, 900],
]);
const places = sitePlaces({ raw, shown });
const asked = (text: string) => findSite(places, text)?.place.asked;

it('pairs what the process has with what is shown, adds up what each holds, and leaves Node out', () => {
  expect(places.map(({ asked, shown, bytes }) => [asked.file, shown.file, bytes])).toEqual([
    ['/srv/dist/b.js', '/srv/src/b.ts', 400],
    ['/srv/dist/a.js', '/srv/src/a.ts', 150],
    ['/srv/dist/c.js', '/srv/dist/c.js', 10],
    ['/srv/dist/main.js', '/srv/dist/main.js', 0],
  ]);
});

it('finds a function by its name of the source or of the process, and its file and line', () => {
  const first = { function: 'make', file: '/srv/dist/a.js', line: 3, column: 9 };
  for (const text of ['build', 'build@a.ts', 'build@src/a.ts:30', 'make@a.js', 'make@dist/a.js:3'])
    expect(asked(text), text).toEqual(first);
  for (const text of ['build@b.ts', 'build@a.ts:3', 'make@a.ts', 'mak', 'nextTick'])
    expect(asked(text), text).toBeUndefined();
});

it('takes the one of several that holds most, and counts the others', () => {
  expect(findSite(places, 'make')).toMatchObject({ place: { asked: { file: '/srv/dist/b.js' } }, others: 2 });
});

it('maps a site back that is shown', () => {
  const site = { function: 'build', file: '/srv/src/a.ts', line: 30, column: 9 };
  expect(placeOfSite(places, site)?.asked.file).toBe('/srv/dist/a.js');
  expect(placeOfSite(places, { ...site, line: 31 })).toBeUndefined();
});

it('says what else there is', () => {
  expect(noSuchSite(places, 'x', 'pid:7')).toMatchObject({
    code: 'HT_E_WHY',
    message:
      'no function "x" allocates in pid:7 as it runs now: is it at work?; most is held by make@b.ts:40, build@a.ts:30, Table.make@c.js:5',
  });
});

it('takes a name apart', () => {
  expect(partsOf('make')).toEqual({ name: 'make' });
  expect(partsOf('Table.make@node_modules/@x/c.js:5')).toEqual({
    name: 'make',
    file: 'node_modules/@x/c.js',
  });
});
