import { describe, expect, it } from 'vitest';
import { sampleWeight, sizeClassesByNode } from '../../src/reading/size-classes.js';
import { RECORDED_INTERVAL as INTERVAL, recordedReading } from '../recorded-reading.js';

describe('sizeClassesByNode', () => {
  it('explains every sample of a recorded heap by a size of its own node', () => {
    const { profile, sizes } = recordedReading();
    const classes = sizeClassesByNode(profile.head, sizes);
    const unexplained = profile.samples.filter((sample) => {
      const { objects, bytes } = sampleWeight(sample, classes.get(sample.nodeId) ?? [], INTERVAL);
      return objects === 1 && bytes === sample.size && sample.size < 3 * INTERVAL;
    });
    expect(profile.samples.length).toBeGreaterThan(300);
    expect(unexplained).toEqual([]);
  });

  it('knows no size without the second tree', () => {
    expect(sizeClassesByNode(recordedReading().profile.head, undefined).size).toBe(0);
  });
});

describe('sampleWeight', () => {
  const sample = (size: number) => ({ size, nodeId: 1, ordinal: 1 });

  it('scales by the inverse of the probability that the object is sampled', () => {
    const weight = sampleWeight(sample(2 * INTERVAL), [{ sizeBytes: INTERVAL, count: 2 }], INTERVAL);
    expect(weight.objects).toBeCloseTo(1 / (1 - Math.exp(-1)), 9);
    expect(weight.bytes).toBeCloseTo(INTERVAL / (1 - Math.exp(-1)), 6);
  });

  it("takes the size whose scaled figure is the sample's", () => {
    const classes = [
      { sizeBytes: 48, count: 10 },
      { sizeBytes: 80, count: 10 },
    ];
    expect(sampleWeight(sample(65_600), classes, INTERVAL).objects).toBeCloseTo(819.7, 1);
    expect(sampleWeight(sample(65_568), classes, INTERVAL).objects).toBeCloseTo(1365.83, 2);
  });

  it('prefers the commoner of two sizes with one figure', () => {
    // 24 x 32 and 32 x 24, at an interval of 756 bytes.
    const classes = [
      { sizeBytes: 24, count: 3 },
      { sizeBytes: 32, count: 500 },
    ];
    expect(sampleWeight(sample(768), classes, 756).objects).toBeCloseTo(24.13, 2);
  });

  it("counts a sample of no known size as one object of V8's bytes", () => {
    const weight = sampleWeight(sample(65_601), [{ sizeBytes: 80, count: 819 }], INTERVAL);
    expect(weight).toEqual({ objects: 1, bytes: 65_601 });
  });
});
