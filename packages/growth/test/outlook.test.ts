import { describe, expect, it } from 'vitest';
import { judgeSeries } from '../src/index.js';
import { leak, ring } from './site-examples.js';
import { siteOf } from './site-of.js';
import { SECONDS_PER_ROUND, syntheticSeries } from './synthetic-series.js';

const MIB = 2 ** 20;
const outlookWith = (metadata: Parameters<typeof syntheticSeries>[1]['metadata'], sites = [leak, ring]) =>
  judgeSeries(syntheticSeries(sites, { rounds: 16, metadata: metadata ?? {} }));

describe('the outlook', () => {
  const limits = { heapUsed: 60 * MIB, heapLimit: 100 * MIB };

  it('is how long what is left of the heap lasts at the rate of the findings, with an interval', () => {
    const report = outlookWith(limits);
    const { slope } = siteOf(report, 'newSession');
    const secondsPerUnit = SECONDS_PER_ROUND / 1000;
    expect(report.outlook).toMatchObject({ limit: 'heap', bytesLeft: 40 * MIB });
    expect(report.outlook!.seconds).toBeCloseTo((40 * MIB) / slope.perSecond, 6);
    expect(report.outlook!.low).toBeCloseTo(((40 * MIB) / slope.high) * secondsPerUnit, 6);
    expect(report.outlook!.high).toBeCloseTo(((40 * MIB) / slope.low) * secondsPerUnit, 6);
  });

  it('goes by the memory cgroup where that runs out first', () => {
    const near = outlookWith({ ...limits, cgroup: { usage: 90 * MIB, limit: 100 * MIB } });
    expect(near.outlook).toMatchObject({ limit: 'cgroup', bytesLeft: 10 * MIB });
    const far = outlookWith({ ...limits, cgroup: { usage: 90 * MIB, limit: 200 * MIB } });
    expect(far.outlook).toMatchObject({ limit: 'heap', bytesLeft: 40 * MIB });
  });

  it('is now where nothing is left', () => {
    expect(outlookWith({ heapUsed: 60 * MIB, heapLimit: 50 * MIB }).outlook).toMatchObject({
      bytesLeft: 0,
      seconds: 0,
    });
  });

  it('is absent where nothing is found', () => {
    expect(outlookWith(limits, [ring])).not.toHaveProperty('outlook');
  });

  it('knows that Buffers fill the container, not the heap', () => {
    const buffers = { ...leak, kind: 'external' } as const;
    const externalInterval = 16_384;
    expect(outlookWith({ ...limits, externalInterval }, [buffers])).not.toHaveProperty('outlook');
    const cgroup = { usage: 90 * MIB, limit: 100 * MIB };
    expect(outlookWith({ ...limits, externalInterval, cgroup }, [buffers]).outlook).toMatchObject({
      limit: 'cgroup',
      bytesLeft: 10 * MIB,
    });
  });
});
