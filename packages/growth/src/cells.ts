import type { SiteId, Trail, TrailId } from './call-paths.js';

/** Number of a {@link Cell} within one hunt. */
export type CellId = number & { readonly __cell: true };

/** Samples of one site that came by the same trail and are about the same size: what is counted together at least. */
export interface Cell {
  readonly site: SiteId;
  readonly trail: TrailId;
  /** Eighths of an octave: objects of one shape share it. */
  readonly sizeClass: number;
}

const CLASSES_PER_OCTAVE = 8;
const SMALLEST = 8;
/** Objects of 2^64 bytes are beyond all. */
const MOST_CLASSES = 8 * 64;

/** Numbers the cells of a hunt. */
export class Cells {
  readonly all: Cell[] = [];
  /** By trail and size class. */
  private readonly ids = new Map<number, CellId>();
  private readonly trails: readonly Trail[];

  constructor(trails: readonly Trail[]) {
    this.trails = trails;
  }

  /** The cell of samples of `bytes` each on a trail. */
  of(trail: TrailId, bytes: number): CellId {
    const sizeClass = Math.round(CLASSES_PER_OCTAVE * Math.log2(Math.max(SMALLEST, bytes)));
    const key = trail * MOST_CLASSES + sizeClass;
    let cell = this.ids.get(key);
    if (cell === undefined) {
      cell = this.all.length as CellId;
      this.all.push({ site: this.trails[trail]!.site, trail, sizeClass });
      this.ids.set(key, cell);
    }
    return cell;
  }
}

/** Bytes in the middle of a size class. */
export function sizeOfClass(sizeClass: number): number {
  return 2 ** (sizeClass / CLASSES_PER_OCTAVE);
}
