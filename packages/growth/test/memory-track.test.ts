import { describe, expect, it } from 'vitest';
import { judgeSeries } from '../src/index.js';
import { everyReport } from './every-report.js';
import { findingsOf } from './findings-of.js';
import { forEver, inFlight, leak, ring } from './site-examples.js';
import { siteOf } from './site-of.js';
import {
  ROUTE,
  SAMPLE_BYTES,
  type SyntheticFrame,
  type SyntheticSite,
  syntheticSeries,
} from './synthetic-series.js';

const buffers: SyntheticSite = {
  ...leak,
  name: 'readChunk',
  kind: 'external',
  objectBytes: SAMPLE_BYTES / 4,
};
const metadata = { externalInterval: SAMPLE_BYTES };

describe('external memory in the captures of a heap', () => {
  it('has sites of its own, with what they hold and how fast it grows', () => {
    const series = syntheticSeries([ring, buffers], { rounds: 16, metadata });
    const report = judgeSeries(series);
    const site = siteOf(report, 'readChunk');
    expect(findingsOf(report)).toEqual([site]);
    expect(site).toMatchObject({ kind: 'external', verdict: 'leak', confirmed: true, uncertainSite: false });
    const held = series.map((capture) => capture.metadata!.external);
    expect(site.inuseSpace).toEqual(held);
    expect(site.inuseObjects).toEqual(held.map((bytes) => (4 * bytes) / SAMPLE_BYTES));
    const truth = (5 * SAMPLE_BYTES) / 1000;
    expect(site.slope.low).toBeLessThan(truth);
    expect(site.slope.high).toBeGreaterThan(truth);
  });

  it('is told from the heap that the same function allocates', () => {
    const same: SyntheticSite = { ...ring, name: 'readChunk' };
    const report = judgeSeries(syntheticSeries([same, buffers], { rounds: 16, metadata }));
    const [external, heap] = ['external', undefined].map((kind) =>
      report.sites.find((site) => site.function === 'readChunk' && site.kind === kind),
    );
    expect(external?.verdict).toBe('leak');
    expect(heap?.verdict).toMatch(/bounded|flat/);
  });

  it('that comes and goes is no finding, also where births are the same as on the heap', () => {
    const passing: SyntheticSite = { ...inFlight, name: 'readChunk', kind: 'external' };
    for (const report of everyReport(syntheticSeries([leak, passing], { rounds: 24, metadata }))) {
      expect(findingsOf(report).map((site) => site.function)).not.toContain('readChunk');
    }
  });

  it('may be sampled from some later capture on', () => {
    const began = 8;
    const late = { ...buffers, arrivals: (round: number) => (round < began ? 0 : 8) };
    const series = syntheticSeries([ring, late], { rounds: 30 }).map(({ profile, metadata: of }, round) => ({
      profile,
      metadata: { ...of!, ...(round < began ? {} : metadata) },
    }));
    const site = siteOf(judgeSeries(series), 'readChunk');
    expect(site).toMatchObject({ verdict: 'leak', confirmed: true });
    expect(site.inuseSpace).toHaveLength(30);
    expect(site.inuseSpace.slice(0, began)).toEqual(new Array<number>(began).fill(0));
    expect(site.inuseSpace.at(-1)).toBeGreaterThan(0);
  });
});

describe('what the agent allocates', () => {
  const inAgent = (name: string): SyntheticFrame => ({ name, file: 'heaptide:agent' });

  it('for itself is no site', () => {
    const own: SyntheticSite = { ...leak, stack: () => [inAgent('readTree'), inAgent('serve')] };
    const report = judgeSeries(syntheticSeries([ring, own], { rounds: 16 }));
    expect(report.sites.map((site) => site.function)).toEqual(['ringPush']);
    expect(findingsOf(report)).toEqual([]);
  });

  it('in its hooks belongs to the application that they watch', () => {
    const hooked: SyntheticSite = {
      ...leak,
      lifetime: forEver,
      stack: () => [inAgent('onAlloc'), 'newSession', ROUTE],
    };
    const report = judgeSeries(syntheticSeries([hooked], { rounds: 16 }));
    expect(report.sites.map((site) => site.function)).toEqual(['newSession']);
    expect(report.verdict).toBe('leak');
  });
});
