import { judgeSeries } from '@heaptide/growth';
import { describe, expect, it } from 'vitest';
import { assumeSeries } from '../../src/growth/assume-series.js';
import { sampleSeries } from './sample-captures.js';

const foreign = (count: number, timeNanos?: (index: number) => bigint) =>
  Array.from({ length: count }, (_, i) => i).flatMap((i) =>
    sampleSeries(i, i, { foreign: true, ...(timeNanos === undefined ? {} : { timeNanos: timeNanos(i) }) }),
  );

describe('profiles without metadata', () => {
  it('are judged by their totals in the order of their names, and then by profile', () => {
    const { captures, timed, notes } = assumeSeries(foreign(14), true);
    const report = judgeSeries(captures);
    expect(timed).toBe(false);
    expect(report).toMatchObject({ verdict: 'inconclusive', unit: 'profiles' });
    expect(report.sites[0]).toMatchObject({ function: 'newSession', verdict: 'growing', confirmed: false });
    expect(report.sites[0]!.slope.perUnit).toBeCloseTo(8 * 4096);
    expect(report.captures.map(({ heapUsed }) => heapUsed)).toEqual(
      Array.from({ length: 14 }, (_, i) => 8 * 4096 * (i + 1)),
    );
    expect(notes).toEqual([
      'no metadata of heaptide: assumed that the 14 profiles are of one process, in the order in which they were named; only totals can be judged',
    ]);
  });

  it('are judged in the order of their times, and then by time', () => {
    const { captures, timed } = assumeSeries(foreign(14, (i) => BigInt(1e18 + i * 2e9)).reverse(), false);
    const report = judgeSeries(captures);
    expect(timed).toBe(true);
    expect(report.unit).toBe('second');
    expect(report.sites[0]).toMatchObject({ function: 'newSession', verdict: 'growing' });
    expect(report.sites[0]!.slope.perUnit).toBeCloseTo(4 * 4096);
  });

  it('may name their values as other samplers do', () => {
    const named = sampleSeries(0, 13, { foreign: true, sampleTypes: ['objects', 'space'] });
    expect(judgeSeries(assumeSeries(named, true).captures).sites[0]).toMatchObject({ verdict: 'growing' });
  });

  it('are no series where nothing puts them in order, or where there is one', () => {
    const code = expect.objectContaining({ code: 'HT_E_NO_METADATA' }) as Error;
    expect(() => assumeSeries(foreign(3), false)).toThrow(code);
    expect(() => assumeSeries(foreign(3), false)).toThrow(
      /0\.pb\.gz and 2 more .* name the files in their order/,
    );
    expect(() =>
      assumeSeries(
        foreign(3, () => 5n),
        false,
      ),
    ).toThrow(code);
    expect(() =>
      assumeSeries(
        foreign(1, () => 5n),
        true,
      ),
    ).toThrow(code);
  });
});
