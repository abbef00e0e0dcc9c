import { expect, test } from 'vitest';
import { DEFAULT_PPROF_OPTIONS, generatePprofReport, type PprofOptions } from '../../src/pprof/index.js';
import { serverProfile } from './server-profile.js';
import type { Profile } from '@heaptide/profile';

async function headerOf(change: Partial<Profile>, options: Partial<PprofOptions> = {}): Promise<string[]> {
  const profile = { ...serverProfile(), timeNanos: 0n, ...change };
  const request = { format: 'top', options: { ...DEFAULT_PPROF_OPTIONS, ...options } } as const;
  const surroundings = { talk: () => undefined, readSource: () => undefined, workingDirectory: '/' };
  const text = (await generatePprofReport(profile, request, surroundings)) as string;
  return text.slice(0, text.indexOf('\n      flat  flat%')).split('\n');
}

test('a profile that says nothing of itself', async () => {
  const { mappings } = serverProfile();
  const bare = { durationNanos: 0n, comments: [], mappings: { ...mappings, length: 0 } };
  expect(await headerOf(bare)).toEqual([
    'Type: inuse_space',
    'Showing nodes accounting for 2548.50kB, 100% of 2548.50kB total',
  ]);
});

test('time that was measured has a share of the duration', async () => {
  const sampleTypes = [
    { type: 'samples', unit: 'count' },
    { type: 'cpu', unit: 'nanoseconds' },
  ];
  expect(await headerOf({ sampleTypes, durationNanos: 5_219_328n })).toContain(
    'Duration: 5.22ms, Total samples = 2609.66us (50.00%)',
  );
});

test('the documentation of a profile', async () => {
  expect(await headerOf({ docUrl: 'http://example.com/' })).toContain('Doc: http://example.com/');
});

test('filters are told of in their order, up to eighty bytes each', async () => {
  const long = 'é'.repeat(50);
  const lines = await headerOf(
    {},
    { compact_labels: true, tagignore: 'x', focus: '.', ignore: long, prune_from: 'x' },
  );
  // `ignore=` and 36 whole characters are 79 bytes; half of one more is shown as what it is.
  expect(lines.slice(0, 4)).toEqual([
    'Active filters:',
    '   focus=.',
    `   ignore=${'é'.repeat(36)}\ufffd…`,
    '   tagignore=x',
  ]);
});

test('nodes that are left out are counted', async () => {
  expect((await headerOf({}, { compact_labels: true, nodefraction: 0.5 })).slice(1)).toEqual([
    'Dropped 1 node (cum <= 1274.25kB)',
  ]);
  expect((await headerOf({}, { compact_labels: true, nodefraction: 0.9, nodecount: 1 })).slice(1)).toEqual([
    'Dropped 3 nodes (cum <= 2293.65kB)',
    'Showing top 1 nodes out of 2',
  ]);
});
