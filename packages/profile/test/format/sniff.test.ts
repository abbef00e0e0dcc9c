import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeProfile, type Format, sniff } from '../../src/index.js';
import { arbitraryProfile } from '../arbitrary-profile.js';

test.each<[Format, string]>([
  ['empty', ''],
  ['html', '<!DOCTYPE html><title>404</title>'],
  ['html', '\ufeff \n<html lang="en">'],
  ['heapsnapshot', '{"snapshot":{"meta":{"node_fields":["type","name"'],
  ['heapprofile', '{"head":{"callFrame":{"functionName":"(root)"},"selfSize":0'],
  ['cpuprofile', '{"nodes":[{"id":1,"callFrame":{"functionName":"(root)"'],
  ['zip', 'PK\u0003\u0004\u0014\0'],
  ['perf', 'PERFILE2h\0'],
  ['json', '{"error":"not found"}'],
  ['json', ' [1, 2]'],
  ['text', '404 page not found\n'],
  ['text', 'Ünknown profile'],
  ['binary', '\n\u0004\b\u0001\u0010\u0002'],
  ['binary', '{"snapshot":\0'],
])('%s: %j', (format, text) => {
  expect(sniff(new TextEncoder().encode(text))).toBe(format);
});

test('gzip by its magic', () => {
  expect(sniff(Uint8Array.of(0x1f, 0x8b, 8))).toBe('gzip');
});

test('a profile is never taken for anything else', () => {
  fc.assert(
    fc.property(arbitraryProfile(), (profile) => {
      expect(sniff(encodeProfile(profile))).toBe('binary');
    }),
  );
});
