import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  encodeProfile,
  gzip,
  ProfileBuilder,
  readCapture,
  readProfile,
  writeProfile,
} from '../../src/index.js';
import { arbitraryProfile } from '../arbitrary-profile.js';
import { rejectionOf } from '../thrown.js';

const EMPTY = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit: 'bytes' }] }).build();

const utf8 = (text: string) => new TextEncoder().encode(text);

test('reading undoes writing, gzipped or raw', async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryProfile(), async (profile) => {
      expect(await readProfile(await writeProfile(profile))).toEqual(profile);
      expect(await readProfile(encodeProfile(profile))).toEqual(profile);
    }),
    { numRuns: 30 },
  );
});

describe('what is no profile is called by its name, gzipped or not', () => {
  test.each([
    ['<!doctype html><h1>Bad Gateway</h1>', 'this is an HTML page, not a profile'],
    ['<html><title>502 Bad\u001b Gateway</title>', 'this is an HTML page, not a profile: "502 Bad? Gateway"'],
    ['{"snapshot":{"meta":{', 'this is a V8 heap snapshot, not a profile: use heaptide snapshot'],
    ['{"nodes":[{"id":1,"callFrame":{', 'this is a V8 CPU profile, not a heap profile'],
    ['{"message":"forbidden"}', 'this is JSON, not a profile: "{"message":"forbidden"}"'],
    ['PK\u0003\u0004', 'this is a zip archive, not a profile: take the profile out of it'],
    ['PERFILE2\0', 'this is a perf.data file, not a profile: convert it with perf_to_profile'],
    ['404 page \u001b[31mnot found\nmore', 'this is text, not a profile: "404 page ?[31mnot found"'],
  ])('%j', async (text, message) => {
    for (const bytes of [utf8(text), await gzip(utf8(text))]) {
      expect(await rejectionOf(readProfile(bytes))).toMatchObject({ code: 'HT_E_NOT_A_PROFILE', message });
    }
  });

  test('nothing at all', async () => {
    for (const bytes of [utf8(''), await gzip(utf8(''))]) {
      expect((await rejectionOf(readProfile(bytes))).message).toBe('parsing profile: empty input file');
    }
  });

  test('a profile gzipped twice', async () => {
    const error = await rejectionOf(readProfile(await gzip(await writeProfile(EMPTY))));
    expect(error.message).toBe('this is gzipped twice, not a profile: gunzip it once');
  });

  test('bytes that only a decoder can judge', async () => {
    const error = await rejectionOf(readProfile(await gzip(Uint8Array.of(0, 1, 2, 3))));
    expect(error.message).toContain('parsing profile: unrecognized profile format');
  });
});

test('a V8 .heapprofile is imported, gzipped or not', async () => {
  const callFrame = { functionName: '(root)', url: '', lineNumber: -1, columnNumber: -1 };
  const bytes = utf8(JSON.stringify({ head: { callFrame, selfSize: 7, id: 1, children: [] } }));
  for (const input of [bytes, await gzip(bytes)]) {
    expect([...(await readProfile(input)).samples.values]).toEqual([0, 7]);
  }
});

test('the bound on inflated bytes can be set', async () => {
  const bytes = await writeProfile(EMPTY);
  expect((await rejectionOf(readProfile(bytes, { maxBytes: 3 }))).code).toBe('HT_E_TOO_LARGE');
});

test('a profile of another tool is a capture without metadata', async () => {
  expect(await readCapture(await writeProfile(EMPTY))).toEqual({ profile: EMPTY, metadata: undefined });
});
