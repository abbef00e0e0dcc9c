import { captureComment, parseCaptureMetadata } from '@heaptide/profile';
import { expect, it } from 'vitest';
import { describeCapture } from '../../src/worker/describe-capture.js';
import { heapStats } from '../../src/worker/heap-stats.js';
import { captureFacts, PROCESS_STATE } from '../capture-facts.js';

it('gives metadata that reads back from a profile comment', () => {
  const metadata = describeCapture(captureFacts());
  expect(parseCaptureMetadata([captureComment(metadata)])).toEqual(metadata);
  expect(metadata).toMatchObject({
    time: '2026-01-02T03:04:05.678Z',
    pid: 7,
    service: 'leak.mjs',
    gc: 'forced',
    births: false,
    clock: 500 * 65_536,
    heapLimit: 2 ** 32,
    cgroup: { usage: 50 * 2 ** 20, limit: 128 * 2 ** 20 },
    work: { requests: 12 },
    gaps: [],
  });
});

it('leaves the cgroup out where there is none', () => {
  const metadata = describeCapture({ ...captureFacts(), cgroup: undefined });
  expect('cgroup' in metadata).toBe(false);
});

it('tells the same process in the statistics', () => {
  const { identity, cgroup } = captureFacts();
  expect(JSON.parse(heapStats(PROCESS_STATE, identity, cgroup))).toMatchObject({
    schema: 'heaptide.stats/1',
    pid: 7,
    uptime: 246,
    heapLimit: 2 ** 32,
    heapSpaces: [{ name: 'old_space', size: 9, used: 8, available: 1, physical: 7 }],
    cgroup: { limit: 128 * 2 ** 20 },
    sampler: { owner: 'heaptide', interval: 65_536, depth: 64 },
    gaps: [],
  });
});
