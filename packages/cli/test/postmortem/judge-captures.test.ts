import { describe, expect, it } from 'vitest';
import { judgeCaptures } from '../../src/postmortem/judge-captures.js';
import { judgePostmortem } from '../../src/postmortem/judge-postmortem.js';
import { deathOf, evidenceOf, noSnapshots } from './build-evidence.js';
import { type RingEntry, ringOf } from './ring-of.js';

/** When captures were taken in a container of 128 MiB: by the clock, and ever closer together as its memory filled. */
const MOMENTS: readonly Omit<RingEntry, 'born'>[] = [
  { seconds: 5.3, allocatedKib: 8560 },
  { seconds: 15.3, allocatedKib: 21_824 },
  { seconds: 25.7, allocatedKib: 36_336 },
  { seconds: 30.3, allocatedKib: 43_152 },
  { seconds: 30.74, allocatedKib: 44_272 },
  { seconds: 33.94, allocatedKib: 49_456 },
  { seconds: 33.99, allocatedKib: 50_320 },
  { seconds: 41.99, allocatedKib: 61_200 },
  { seconds: 42.65, allocatedKib: 62_832 },
  { seconds: 42.74, allocatedKib: 63_776 },
  { seconds: 48.2, allocatedKib: 71_664 },
  { seconds: 50.8, allocatedKib: 76_160 },
];

/** Samples that each capture found new; the size of the objects changes with the code that V8 makes. */
const LEAK: readonly RingEntry['born'][] = [
  { 816: 326, 48: 60 },
  { 816: 649, 48: 118 },
  { 816: 521, 48: 291 },
  { 48: 354 },
  { 48: 41 },
  { 48: 264 },
  { 48: 9 },
  { 48: 605 },
  { 48: 59 },
  { 48: 5 },
  { 936: 409, 48: 23 },
  { 936: 205, 48: 17 },
];

function killedWith(born: readonly RingEntry['born'][]) {
  const ring = ringOf(born.map((ofCapture, i) => ({ ...MOMENTS[i]!, born: ofCapture })));
  const process = evidenceOf({ captures: ring, pods: [deathOf({ reason: 'OOMKilled', exitCode: 137 })] });
  const captures = judgeCaptures(ring, (capture) => capture);
  return judgePostmortem({ process, captures, snapshots: noSnapshots(), files: [], notes: [] });
}

describe('the ring of a process that was killed', () => {
  it.each([10, 11, 12])('names a leak whose objects change their size near the end (%i captures)', (many) => {
    expect(killedWith(LEAK.slice(0, many))).toMatchObject({
      verdict: 'leak',
      death: { kind: 'kernel' },
      site: { function: 'admit', line: 37 },
    });
  });

  it.each([
    ['has filled', (born: number, i: number) => (i < 5 ? { 816: born } : {})],
    ['fills ever slower', (born: number, i: number) => ({ 816: Math.round(born * 0.55 ** i) })],
  ])('is no proof of a leak where a cache %s', (_, bornOf) => {
    const total = LEAK.map((born) => Object.values(born).reduce((sum, samples) => sum + samples, 0));
    expect(killedWith(total.map(bornOf)).verdict).toBe('accumulation');
  });
});
