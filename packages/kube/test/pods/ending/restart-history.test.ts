import { describe, expect, it } from 'vitest';
import { ApiValue } from '../../../src/pods/api-value.js';
import { type ContainerEnding, endingOf } from '../../../src/pods/ending/container-ending.js';
import { oomOutlook, withEnding } from '../../../src/pods/ending/restart-history.js';

const HOUR = 3_600_000;
const START = Date.parse('2025-03-01T00:00:00Z');

/** A life of so many hours that began so many after the start. */
function life(fromHour: number, hours: number, reason = 'OOMKilled'): ContainerEnding {
  const at = (hour: number) => new Date(START + hour * HOUR).toISOString();
  const terminated = { reason, exitCode: 137, startedAt: at(fromHour), finishedAt: at(fromHour + hours) };
  return endingOf(new ApiValue(terminated))!;
}

const running = { state: { kind: 'running', startedAt: START + 10 * HOUR } } as const;

describe('oomOutlook', () => {
  it('goes by the one life that Kubernetes tells of', () => {
    expect(oomOutlook([life(6, 4)], running, START + 11 * HOUR)).toEqual({
      lifeMs: 4 * HOUR,
      lives: 1,
      leftMs: 3 * HOUR,
      words: 'it was OOMKilled after 4 h; at the same pace the next is about 3 h away',
    });
  });

  it('goes by the median of those that have been watched', () => {
    const endings = [life(0, 1), life(1, 2), life(3, 6), life(9, 0.5, 'Error')];
    expect(oomOutlook(endings, running, START + 10.5 * HOUR)).toMatchObject({
      lifeMs: 2 * HOUR,
      lives: 3,
      leftMs: 1.5 * HOUR,
      words: 'it was OOMKilled 3 times, after 1 h to 6 h; at the same pace the next is about 1 h 30 min away',
    });
  });

  it('does not count below nothing', () => {
    const outlook = oomOutlook([life(6, 4)], running, START + 20 * HOUR);
    expect(outlook).toMatchObject({ leftMs: 0 });
    expect(outlook?.words).toContain('this life has been longer already');
  });

  it('says nothing of other endings, or of what does not run', () => {
    expect(oomOutlook([life(6, 4, 'Error')], running, START)).toBeUndefined();
    expect(oomOutlook([life(6, 4)], { state: { kind: 'waiting', reason: 'x' } }, START)).toBeUndefined();
    expect(oomOutlook([], running, START)).toBeUndefined();
  });
});

describe('withEnding', () => {
  it('adds each ending once, and keeps ten', () => {
    let endings: readonly ContainerEnding[] = [];
    for (let hour = 0; hour < 12; hour++) {
      const container = { lastEnding: life(hour, 1) };
      endings = withEnding(withEnding(endings, container), container);
    }
    expect(endings.map(({ startedAt }) => (startedAt! - START) / HOUR)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ]);
    expect(withEnding(endings, { lastEnding: undefined })).toBe(endings);
  });
});
