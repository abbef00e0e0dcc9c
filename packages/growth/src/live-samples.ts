import type { CellId } from './cells.js';

/** The live samples of one reading, ordered by birth: columns of equal length. */
export interface SampleColumns {
  /** Births on the allocation clock, ascending; unique, so they identify a sample in the next reading. */
  readonly born: Float64Array;
  /** Cell numbers. */
  readonly cell: Int32Array;
  /** Number of the reading that first showed the sample. */
  readonly cohort: Int32Array;
  /** What the sample stands for. */
  readonly bytes: Float64Array;
  readonly objects: Float64Array;
}

export const NO_SAMPLES: SampleColumns = emptyColumns(0);

/** Samples as a capture lists them: columns of equal length, in no order. */
export interface SampleRows {
  readonly born: Float64Array;
  readonly bytes: Float64Array;
  readonly objects: Float64Array;
  /** The cell of a row. Asked for new samples only, since a sample stays where it was first seen. */
  readonly cellOf: (row: number) => CellId;
}

/** Where births and deaths are entered. */
export interface Ledger {
  /** A sample of `cell` was first seen now. */
  addBirth(cell: CellId): void;
  /** A sample of `cell` and `cohort` that the reading before showed is gone. */
  addDeath(cell: CellId, cohort: number): void;
}

/**
 * Compares reading `reading` with the one before it: samples in both have survived, those only in the first have died,
 * those only in the second were born. Gives the samples that are alive now.
 */
export function followSamples(
  previous: SampleColumns,
  rows: SampleRows,
  { reading, ledger }: { reading: number; ledger: Ledger },
): SampleColumns {
  const born = ascending(rows.born);
  const next: SampleColumns = { ...emptyColumns(born.length), born };
  const fresh = new Map<number, number>();
  let before = 0;
  for (let now = 0; now < next.born.length; now++) {
    const born = next.born[now]!;
    while (before < previous.born.length && previous.born[before]! < born) bury(before++);
    if (before < previous.born.length && previous.born[before] === born) {
      next.cell[now] = previous.cell[before]!;
      next.cohort[now] = previous.cohort[before]!;
      next.bytes[now] = previous.bytes[before]!;
      next.objects[now] = previous.objects[before]!;
      before++;
    } else {
      next.cohort[now] = reading;
      fresh.set(born, now);
    }
  }
  while (before < previous.born.length) bury(before++);
  if (fresh.size > 0) fillFresh(next, rows, fresh, ledger);
  return next;

  function bury(index: number): void {
    ledger.addDeath(previous.cell[index] as CellId, previous.cohort[index]!);
  }
}

function fillFresh(next: SampleColumns, rows: SampleRows, fresh: Map<number, number>, ledger: Ledger): void {
  for (let row = 0; row < rows.born.length; row++) {
    const at = fresh.get(rows.born[row]!);
    if (at === undefined) continue;
    fresh.delete(rows.born[row]!);
    const cell = rows.cellOf(row);
    next.cell[at] = cell;
    next.bytes[at] = rows.bytes[row]!;
    next.objects[at] = rows.objects[row]!;
    ledger.addBirth(cell);
  }
}

/** The births in order. One that stands there twice, as in a profile that nobody should have written, counts once. */
function ascending(births: Float64Array): Float64Array {
  const sorted = births.slice().sort();
  return sorted.some((birth, i) => birth === sorted[i - 1]) ? Float64Array.from(new Set(sorted)) : sorted;
}

function emptyColumns(length: number): SampleColumns {
  return {
    born: new Float64Array(length),
    cell: new Int32Array(length),
    cohort: new Int32Array(length),
    bytes: new Float64Array(length),
    objects: new Float64Array(length),
  };
}
