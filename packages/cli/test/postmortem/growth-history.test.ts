import { describe, expect, it } from 'vitest';
import { judgeCaptures } from '../../src/postmortem/judge-captures.js';
import { captureGrowth } from '../../src/postmortem/capture-growth.js';
import { logGrowth } from '../../src/postmortem/log-growth.js';
import { mapFrame } from '../../src/postmortem/map-frame.js';
import { mapPositions } from '@heaptide/profile';
import { sampleSeries } from '../growth/sample-captures.js';
import { logOf, MIB } from './build-evidence.js';

const collection = (pid: number, minute: number, after: number, kind = 'Mark-Compact (reduce)') => ({
  pid,
  kind,
  uptimeMs: minute * 60_000,
  before: (after + 1) * MIB,
  after: after * MIB,
  committed: (after + 2) * MIB,
});

describe('a history of growth', () => {
  it('comes from the full collections in a log, of the process that was last', () => {
    const collections = [
      collection(1, 0, 5),
      collection(2, 0, 10),
      collection(2, 1, 99, 'Scavenge'),
      collection(2, 1, 20),
      collection(2, 2, 30),
    ];
    const [history, ...others] = logGrowth([logOf({ collections })]);
    expect(others).toEqual([]);
    expect(history?.points.map(({ bytes }) => bytes / MIB)).toEqual([10, 20, 30]);
    expect(history?.perMinute).toBe(10 * MIB);
  });

  it('does not come from so few lines that they have no direction', () => {
    expect(logGrowth([logOf({ collections: [collection(2, 0, 10), collection(2, 1, 20)] })])).toEqual([]);
    expect(logGrowth([logOf()])).toEqual([]);
  });

  it('has the site and the whole heap, a reading for each capture', () => {
    const findings = judgeCaptures(sampleSeries(0, 15), (capture) => capture)!;
    const [site, heap] = captureGrowth(findings, findings.growing[0]);
    expect(site).toMatchObject({ of: [{ name: 'newSession' }], perUnit: { unit: 'sessions' } });
    expect(site?.points).toHaveLength(16);
    expect(site?.points.at(-1)).toEqual({ time: '2026-01-01T00:02:30.000Z', bytes: 128 * 4096 });
    expect(heap?.points[0]?.bytes).toBe(5e6 + 8 * 4096);
  });

  it('of one capture is none', () => {
    const findings = judgeCaptures(sampleSeries(3, 3), (capture) => capture)!;
    expect(captureGrowth(findings, undefined)).toEqual([]);
    expect(findings.largest).toMatchObject({ frame: { function: 'newSession', line: 41 }, bytes: 32 * 4096 });
    expect(findings.allSpace).toBe(32 * 4096);
  });
});

describe('the place of a class', () => {
  const frame = { function: 'Session', file: '/app/dist/session.js', line: 7, column: 3 };

  it('is put into the sources as the places of a profile are', () => {
    const mapped = mapFrame(frame, {
      apply: (profile) =>
        mapPositions(profile, (one) => ({ ...one, file: '/app/src/session.ts', line: 2 * one.line })),
    });
    expect(mapped).toEqual({ ...frame, file: '/app/src/session.ts', line: 14 });
  });

  it('stays where no source map knows it', () => {
    expect(mapFrame(frame, { apply: (profile) => profile })).toEqual(frame);
  });
});
