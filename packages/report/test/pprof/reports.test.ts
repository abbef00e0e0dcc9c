import { readFileSync } from 'node:fs';
import { HeaptideError, readProfile } from '@heaptide/profile';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  DEFAULT_PPROF_OPTIONS,
  generatePprofReport,
  type PprofFormat,
  type PprofOptions,
  type PprofSurroundings,
} from '../../src/pprof/index.js';
import { serverProfile } from './server-profile.js';

const timeZone = process.env.TZ;
beforeAll(() => (process.env.TZ = 'UTC'));
afterAll(() => {
  if (timeZone === undefined) delete process.env.TZ;
  else process.env.TZ = timeZone;
});

const SOURCE = Array.from({ length: 20 }, (_, i) => `line ${i + 1}\n`).join('');
const SURROUNDINGS: PprofSurroundings = {
  talk: () => undefined,
  readSource: (path) => (path === '/srv/src/fill.js' ? SOURCE : undefined),
  workingDirectory: '/srv',
};

function report(format: PprofFormat, given: Partial<PprofOptions> = {}, symbol?: string) {
  const options = { ...DEFAULT_PPROF_OPTIONS, ...given };
  return generatePprofReport(serverProfile(), { format, options, symbol }, SURROUNDINGS);
}

/** The texts are what `go tool pprof` prints of the same profile with the same options. */
test.each<[string, PprofFormat, Partial<PprofOptions>, string?]>([
  ['top', 'top', {}],
  ['top', 'text', {}],
  ['top-by-line', 'top', { granularity: 'lines', sort: 'cum' }],
  ['top-filtered', 'top', { sample_index: '0', nodecount: 2, focus: 'render', unit: 'kb' }],
  ['top-mean', 'top', { mean: true, compact_labels: true }],
  ['tree', 'tree', { nodecount: 3 }],
  ['peek', 'peek', {}, 'render'],
  ['traces', 'traces', {}],
  ['raw', 'raw', {}],
  ['tags', 'tags', {}],
  ['callgrind', 'callgrind', {}],
  ['dot', 'dot', { nodecount: 4, nodefraction: 0.01 }],
  ['call-tree', 'dot', { call_tree: true, nodefraction: 0.1 }],
  ['comments', 'comments', {}],
  ['list', 'list', {}, 'fill|render'],
])('%s', async (golden, format, options, symbol) => {
  const wanted = readFileSync(new URL(`golden/${golden}.txt`, import.meta.url), 'utf8');
  expect(await report(format, options, symbol)).toBe(wanted);
});

test.each<[string, PprofFormat, Partial<PprofOptions>, string | undefined, string]>([
  ['a symbol that nothing matches', 'peek', {}, 'nowhere', 'no matches found for regexp: nowhere'],
  ['likewise for a list', 'list', {}, 'nowhere', 'no matches found for regexp: nowhere'],
  ['a bad filter', 'top', { focus: '(' }, undefined, 'parsing focus regexp: '],
  ['a bad symbol', 'peek', {}, '(', 'parsing argument regexp (: '],
  ['a bad tag filter', 'top', { tagfocus: 'a,(' }, undefined, 'parsing tagfocus regexp: '],
  ['division by zero', 'top', { divide_by: 0 }, undefined, 'zero divisor specified'],
])('%s is refused', async (_, format, options, symbol, message) => {
  const refused = report(format, options, symbol);
  await expect(refused).rejects.toThrow(HeaptideError);
  await expect(refused).rejects.toThrow(message);
});

test('topproto has a sample of each row, in the unit of the table', async () => {
  const { sampleTypes, samples, functions, strings } = await readProfile(
    (await report('topproto')) as Uint8Array,
  );
  expect(sampleTypes).toEqual([
    { type: 'cum', unit: 'kB' },
    { type: 'flat', unit: 'kB' },
  ]);
  expect(Array.from(functions.name, (id) => strings.get(id))).toEqual([
    'copy',
    'render',
    'handle',
    'fill',
    'main',
  ]);
  expect([...samples.values]).toEqual([2048, 2048, 400, 400, 2548, 100, 2048, 0, 2548, 0]);
});

test('proto is the filtered profile, divided', async () => {
  const proto = await report('proto', { focus: 'copy', divide_by: 4 });
  const { samples } = await readProfile(proto as Uint8Array);
  expect([...samples.values]).toEqual([0, 524_288]);
});

test('filters that find nothing are told of, and the report is empty', async () => {
  const said: string[] = [];
  const options = { ...DEFAULT_PPROF_OPTIONS, focus: 'nowhere', tagignore: 'nowhere', taghide: 'nowhere' };
  const text = await generatePprofReport(
    serverProfile(),
    { format: 'top', options },
    { ...SURROUNDINGS, talk: (line) => said.push(line) },
  );
  expect(text).toContain('Showing nodes accounting for 0, 0% of 2.49MB total\n      flat');
  expect(said).toEqual([
    'Focus expression matched no samples',
    'TagIgnore expression matched no samples',
    'TagHide expression matched no samples',
  ]);
});
