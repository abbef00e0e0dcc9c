import type { CohortTable } from './cohort-table.js';
import type { HuntClock } from './hunt-clock.js';
import { type Look, lookAt } from './look.js';

/**
 * A look corrected by one at its surroundings. V8 moves bytes between a function and its callers as it compiles: then one
 * site begins to grow because another stops, and only together do they show that a cache has filled. So survivors must keep
 * arriving among all samples of the same sizes that the site, what it calls and what calls it have.
 */
export function lookWithRelatives(
  look: Look | undefined,
  relatives: () => CohortTable,
  { newest, clock }: { newest: number; clock: HuntClock },
): Look | undefined {
  if (look?.crossing === undefined) return look;
  const around = lookAt(relatives(), newest, clock, { leastAge: look.age });
  if (around?.crossing === undefined) return look;
  const { arrives, arrivesThroughout, driesUp } = around;
  return {
    ...look,
    leaks: look.leaks && arrives,
    leaksThroughout: look.leaksThroughout && arrivesThroughout,
    refuted: look.refuted || driesUp,
    driesUp: look.driesUp || driesUp,
  };
}
