import type { CohortTable } from './cohort-table.js';
import type { HuntClock } from './hunt-clock.js';
import type { RelativesOf } from './kinship.js';

/** What samples are judged by at one reading, besides themselves. */
export interface JudgedReading {
  /** Number of the reading. */
  readonly newest: number;
  readonly clock: HuntClock;
  /** Sites of the process. */
  readonly sites: number;
  /** By cell: live samples that are no start-up and were seen before; as many as can have survived at most. */
  readonly old: Int32Array;
  /** As {@link Kinship.relatives}. */
  readonly relatives: (of: RelativesOf) => CohortTable;
}
