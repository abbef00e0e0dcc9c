/** A part of a sequence that repeats. */
export interface Run {
  readonly from: number;
  /** Members of what repeats. */
  readonly length: number;
  /** How often it stands there in a row; 1 for a member that stands alone. */
  readonly times: number;
}

const LONGEST = 6;
/** Fewer are better shown one by one. */
const FEWEST_TIMES = 3;

/** Cuts a sequence of kinds into runs, in order and without gaps. The shortest pattern that repeats often enough wins. */
export function findRuns(kinds: ArrayLike<number>): readonly Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < kinds.length;) {
    const run = runAt(kinds, from) ?? { from, length: 1, times: 1 };
    runs.push(run);
    from += run.length * run.times;
  }
  return runs;
}

function runAt(kinds: ArrayLike<number>, from: number): Run | undefined {
  for (let length = 1; length <= LONGEST; length++) {
    let same = 0;
    while (from + length + same < kinds.length && kinds[from + same] === kinds[from + length + same]) same++;
    const times = 1 + Math.floor(same / length);
    if (times >= FEWEST_TIMES) return { from, length, times };
  }
  return undefined;
}
