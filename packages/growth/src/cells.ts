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

/** Numbers the cells of a hunt. */
export class Cells {
  readonly all: Cell[] = [];
  private readonly byTrail = new Map<TrailId, Map<number, CellId>>();
  private readonly trails: readonly Trail[];

  constructor(trails: readonly Trail[]) {
    this.trails = trails;
  }

  /** The cell of samples of `bytes` each on a trail. */
  of(trail: TrailId, bytes: number): CellId {
    const sizeClass = Math.round(CLASSES_PER_OCTAVE * Math.log2(Math.max(SMALLEST, bytes)));
    let cells = this.byTrail.get(trail);
    if (cells === undefined) this.byTrail.set(trail, (cells = new Map<number, CellId>()));
    let cell = cells.get(sizeClass);
    if (cell === undefined) {
      cell = this.all.length as CellId;
      this.all.push({ site: this.trails[trail]!.site, trail, sizeClass });
      cells.set(sizeClass, cell);
    }
    return cell;
  }
}

/** Bytes in the middle of a size class. */
export function sizeOfClass(sizeClass: number): number {
  return 2 ** (sizeClass / CLASSES_PER_OCTAVE);
}
