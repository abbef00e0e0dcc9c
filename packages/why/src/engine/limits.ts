/** What one question may cost the process. */
export interface WhyLimits {
  /** Calls of the site whose objects are caught. */
  readonly catches: number;
  /** Calls that are caught where few of the site's objects stay. */
  readonly rareCatches: number;
  /** How long the site may let wait, each time that calls are to be caught. */
  readonly waitMs: number;
  /** Main thread stopped, in all. */
  readonly pauseMs: number;
  /** Main thread busy with the walk, in all. */
  readonly walkMs: number;
  /** Main thread busy with the walk at a time. */
  readonly sliceMs: number;
  readonly nodes: number;
  /** Calls of the inspector in one walk, which make garbage in the process. */
  readonly calls: number;
  /** Counts of the collections after the first. */
  readonly looks: number;
  readonly gapMs: number;
  /** Bytes that have to be free. */
  readonly freeMemory: number;
  /** Bound on one call of the inspector. */
  readonly callMs: number;
}

const MIB = 2 ** 20;

export const WHY_LIMITS: WhyLimits = {
  catches: 12,
  rareCatches: 200,
  waitMs: 8000,
  pauseMs: 100,
  walkMs: 500,
  sliceMs: 4,
  nodes: 30_000,
  calls: 500,
  looks: 3,
  gapMs: 500,
  freeMemory: 16 * MIB,
  callMs: 5000,
};
