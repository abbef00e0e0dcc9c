import type { Capture, CaptureMetadata } from '@heaptide/profile';
import { describe, expect, it } from 'vitest';
import { judgeSeries } from '../src/index.js';
import { leak, ring } from './site-examples.js';
import { SAMPLE_BYTES, type SyntheticSite, syntheticSeries } from './synthetic-series.js';

const MIB = 2 ** 20;
const ROUNDS = 16;

function judge(sites: SyntheticSite[], figures: (round: number) => Partial<CaptureMetadata>) {
  const series = syntheticSeries(sites, { rounds: ROUNDS });
  return judgeSeries(
    series.map(({ profile, metadata }, round): Capture => ({
      profile,
      metadata: { ...metadata!, ...figures(round) },
    })),
  );
}

const external = (round: number) => ({ external: 2 * MIB + round * MIB, rss: 60 * MIB + round * MIB });
const native = (round: number) => ({ rss: 60 * MIB + round * 8 * MIB });

describe('growth off the heap', () => {
  it('is named where external memory grows and nothing samples it', () => {
    const report = judge([ring], external);
    expect(report.offHeap).toMatchObject({ memory: 'external', bytes: (ROUNDS - 1) * MIB });
    expect(report.offHeap!.perUnit).toBeCloseTo(MIB / 1000, 6);
    expect(report.offHeap!.reason).toMatch(
      /^not on the JS heap: external memory went from 2.00 MiB to 17.0 MiB, .* per session; let the agent sample/,
    );
    expect(report).toMatchObject({ verdict: 'inconclusive', reason: report.offHeap!.reason });
  });

  it('is of what cannot be hooked where external memory is sampled', () => {
    const report = judge([ring], (round) => ({ ...external(round), externalInterval: SAMPLE_BYTES }));
    expect(report.offHeap!.reason).toContain('it comes from what the agent cannot hook');
  });

  it('is nothing where the sites of external memory explain it', () => {
    const buffers: SyntheticSite = { ...leak, kind: 'external' };
    const grown = (share: number) => (round: number) => ({
      external: 2 * MIB + (round * 5 * SAMPLE_BYTES) / share,
      externalInterval: SAMPLE_BYTES,
    });
    const explained = judge([ring, buffers], grown(0.9));
    expect(explained.verdict).toBe('leak');
    expect(explained).not.toHaveProperty('offHeap');
    expect(judge([ring, buffers], grown(0.2)).offHeap).toMatchObject({ memory: 'external' });
  });

  it('is native where neither the heap nor external memory accounts for it', () => {
    const report = judge([ring], native);
    expect(report.offHeap).toMatchObject({ memory: 'native' });
    expect(report.offHeap!.reason).toContain('native memory has no allocation sites in JavaScript');
    expect(report.verdict).toBe('inconclusive');
  });

  it('is not looked for beside a leak on the heap, which takes native memory along', () => {
    const report = judge([ring, leak], native);
    expect(report.verdict).toBe('leak');
    expect(report).not.toHaveProperty('offHeap');
  });

  it.each<[string, (round: number) => Partial<CaptureMetadata>]>([
    ['little', (round) => ({ external: 2 * MIB + round * 4096 })],
    ['a pool that fills', (round) => ({ external: 2 * MIB + Math.min(round, 5) * MIB })],
    [
      'growth that slows down',
      (round) => ({ external: 2 * MIB + Math.min(round, 6) * 2 * MIB + (round * MIB) / 10 }),
    ],
    ['a step', (round) => ({ external: round < 10 ? 2 * MIB : 20 * MIB })],
    ['a saw-tooth', (round) => ({ external: 2 * MIB + (round % 5) * MIB })],
    ['level', () => ({ external: 20 * MIB })],
  ])('is not %s', (_, figures) => {
    const report = judge([ring], figures);
    expect(report).not.toHaveProperty('offHeap');
    expect(report.verdict).toBe('clean');
  });

  it('takes ten captures', () => {
    const series = syntheticSeries([ring], { rounds: 9 }).map(({ profile, metadata }, round): Capture => ({
      profile,
      metadata: { ...metadata!, ...external(round) },
    }));
    expect(judgeSeries(series)).not.toHaveProperty('offHeap');
  });
});
