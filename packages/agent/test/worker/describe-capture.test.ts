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

it('tells external memory, other threads and what set it off', () => {
  const wish = { kind: 'external', thread: 4, collect: false, births: true, trigger: 'clock' } as const;
  const facts = captureFacts();
  const sampler = { ...PROCESS_STATE.sampler, gaps: [{ from: '', to: '', reason: 'of the heap sampler' }] };
  const metadata = describeCapture({ ...facts, wish, state: { ...PROCESS_STATE, sampler } });
  expect(metadata).toMatchObject({ kind: 'external', thread: 4, births: true, trigger: 'clock', gaps: [] });
  const plain = describeCapture(facts);
  expect(['kind', 'thread', 'trigger'].filter((field) => field in plain)).toEqual([]);
});

it('tells the interval of the external samples that it holds', () => {
  expect(describeCapture({ ...captureFacts(), externalInterval: 262_144 })).toMatchObject({
    externalInterval: 262_144,
  });
  expect('externalInterval' in describeCapture(captureFacts())).toBe(false);
});

it('tells the same process in the statistics', () => {
  const { identity, cgroup } = captureFacts();
  const threads = [{ id: 3, title: '[worker 3]', sampled: true }];
  const more = { ring: { captures: 2 } };
  expect(JSON.parse(heapStats({ state: PROCESS_STATE, threads, identity, cgroup, more }))).toMatchObject({
    schema: 'heaptide.stats/1',
    pid: 7,
    uptime: 246,
    heapLimit: 2 ** 32,
    heapSpaces: [{ name: 'old_space', size: 9, used: 8, available: 1, physical: 7 }],
    cgroup: { limit: 128 * 2 ** 20 },
    sampler: { owner: 'heaptide', interval: 65_536, depth: 64, reason: { text: 'as asked' } },
    external: { live: 2 ** 20, unattributed: { buffers: 2 ** 20, other: 2 ** 20 } },
    threads,
    ring: { captures: 2 },
    gaps: [],
  });
});
