import { sizeOfClass } from './cells.js';
import type { SiteCell } from './site-cell.js';
import { SitePart } from './site-part.js';

/** Cells of one site beyond which the further ones are part of the site alone. */
const MOST_CELLS = 64;

/** The parts of a site: by size of the objects, and by the callers that they come through. */
export class SiteParts {
  private readonly byKey = new Map<string, SitePart>();
  /** Cells entered so far. */
  private entered = 0;

  /** The parts with cells that neither the site nor the part that they narrow down has all of. */
  distinct(cells: readonly SiteCell[]): SitePart[] {
    for (; this.entered < Math.min(MOST_CELLS, cells.length); this.entered++)
      this.enter(cells[this.entered]!);
    return [...this.byKey.values()].filter(
      (part) => part.cells.size < cells.length && part.cells.size !== part.within?.cells.size,
    );
  }

  private enter(cell: SiteCell): void {
    const { sizeClass, trail } = cell;
    const size = { kind: 'size', objectBytes: sizeOfClass(sizeClass) } as const;
    this.part(`size ${sizeClass}`, () => new SitePart(size, undefined)).cells.add(cell);
    let within: SitePart | undefined;
    for (let callers = 1; callers < trail.frames.length; callers++) {
      const path = { kind: 'path', callers: trail.frames.slice(1, callers + 1) } as const;
      const wider = within;
      within = this.part(
        `path ${trail.frameIds.slice(1, callers + 1).join()}`,
        () => new SitePart(path, wider),
      );
      within.cells.add(cell);
    }
  }

  private part(key: string, make: () => SitePart): SitePart {
    let part = this.byKey.get(key);
    if (part === undefined) this.byKey.set(key, (part = make()));
    return part;
  }
}
