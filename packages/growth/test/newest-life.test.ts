import { describe, expect, it } from 'vitest';
import { newestLife } from '../src/index.js';
import { syntheticSeries } from './synthetic-series.js';

describe('newestLife', () => {
  const life = (startedAt: string, time: string, service = 'shop') => ({
    profile: syntheticSeries([], { rounds: 1 })[0]!.profile,
    metadata: { ...syntheticSeries([], { rounds: 1 })[0]!.metadata!, startedAt, time, service },
  });
  const first = life('2026-01-01T00:00:00Z', '2026-01-01T00:10:00Z');
  const second = life('2026-01-01T00:20:00Z', '2026-01-01T00:30:00Z');

  it('is the one that was started last', () => {
    expect(newestLife([second, first])).toEqual([second]);
    expect(newestLife([first])).toEqual([first]);
    expect(newestLife([])).toEqual([]);
  });

  it('is not looked for among processes that lived at the same time, or of several services', () => {
    const overlapping = life('2026-01-01T00:00:00Z', '2026-01-01T00:25:00Z');
    expect(newestLife([overlapping, second])).toHaveLength(2);
    expect(newestLife([life('2026-01-01T00:00:00Z', '2026-01-01T00:01:00Z', 'till'), second])).toHaveLength(
      2,
    );
  });
});
