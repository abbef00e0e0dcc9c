import type { Cell } from './cells.js';
import type { SampleColumns } from './live-samples.js';

/** How old the live samples of one site are at one reading, by the allocation clock. */
export interface LiveAges {
  readonly count: number;
  /** Median age, bytes allocated since the birth. */
  readonly median: number;
  /** Samples more than {@link FAR} times as old as the median. */
  readonly old: number;
}

/** In a queue of which every member waits as long as any other, none is older than twice the median. */
const FAR = 2.5;
/** Fewer say nothing of a queue. */
const FEWEST = 8;

/** The ages of the samples of each of `sites` sites at `clock`; `undefined` for those with hardly any. */
export function liveAges(
  { born, cell }: SampleColumns,
  { cells, sites, clock }: { cells: readonly Cell[]; sites: number; clock: number },
): (LiveAges | undefined)[] {
  const site = Int32Array.from(cell, (id) => cells[id]!.site);
  const counts = new Int32Array(sites);
  for (const id of site) counts[id]!++;
  const seen = new Int32Array(sites);
  const middle = new Float64Array(sites);
  site.forEach((id, i) => {
    if (seen[id]!++ === counts[id]! >> 1) middle[id] = clock - born[i]!;
  });
  const old = new Int32Array(sites);
  site.forEach((id, i) => {
    if (clock - born[i]! > FAR * middle[id]!) old[id]!++;
  });
  return Array.from(counts, (count, id) =>
    count < FEWEST ? undefined : { count, median: Math.max(0, middle[id]!), old: old[id]! },
  );
}
