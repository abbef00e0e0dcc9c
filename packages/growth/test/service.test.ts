import { describe, expect, it } from 'vitest';
import { runService } from './simulation/run-service.js';

/** What a person who looks at the screen after every capture may meet, in a thousand looks at single sites. */
const MOST_RED = 1;
const MOST_CONFIRMED = 0.1;

describe.each([1, 2, 3])('a service of 5,000 stable sites (seed %i)', (seed) => {
  const { stable, bounded, found } = runService({ seed });

  it(`has at most ${MOST_RED} red and ${MOST_CONFIRMED} confirmed in a thousand looks at a site`, () => {
    expect(stable.sites).toBe(5000);
    expect(stable.redPerThousand).toBeLessThanOrEqual(MOST_RED);
    expect(stable.confirmedPerThousand).toBeLessThanOrEqual(MOST_CONFIRMED);
  });

  it('shows next to none of its caches and pools as leaks once they are full', () => {
    expect(bounded.redAtEnd / bounded.sites).toBeLessThanOrEqual(0.05);
  });

  it('shows its leaks all the same', () => {
    const share = (size: number): number => found.get(size)!.found / found.get(size)!.of;
    expect(share(8)).toBeGreaterThanOrEqual(0.7);
    expect(share(2)).toBeGreaterThanOrEqual(0.5);
  });
});
