import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Trail } from '../src/call-paths.js';
import type { CellId } from '../src/cells.js';
import { LifeCounts } from '../src/life-counts.js';
import { SiteHistory } from '../src/site-history.js';
import { tableOf } from '../src/site-cell.js';
import { SitePart } from '../src/site-part.js';
import { YOUNGEST_SURVIVOR } from '../src/survival.js';

const FRAME = { function: 'clone', file: '/app/site.js', line: 41, column: 10 };
const TRAIL: Trail = { site: 0 as Trail['site'], frames: [FRAME], frameIds: [0], path: [FRAME] };
const EACH_READING = 5;

/** The reading at which a part is a finding of which nothing dies and that began at reading `first`; at most 60. */
function redAt(first: number): number {
  const cell = { id: 0 as CellId, trail: TRAIL, sizeClass: 40, counts: new LifeCounts() };
  const site = new SiteHistory(TRAIL, 0);
  site.addCell(cell);
  const part = new SitePart({ kind: 'path', callers: [] }, undefined);
  part.cells.add(cell);
  const past: number[] = [];
  for (let newest = 0; newest < 60; newest++) {
    past.push(newest + 1);
    for (let n = 0; newest >= first && n < EACH_READING; n++) cell.counts.addBirth(newest);
    const clock = { work: past, units: past, seconds: past, allocated: past, warmedUp: true };
    const old = Int32Array.of(cell.counts.aliveBetween(1, newest - YOUNGEST_SURVIVOR));
    part.judge(site, undefined, {
      newest,
      clock,
      sites: 1,
      old,
      relatives: () => tableOf(part.cells, newest),
    });
    if (part.standing.leak) return newest;
  }
  return 60;
}

describe('a part of a site', () => {
  it('that appears late waits as long as a hunt that began then', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), (late) => {
        expect(redAt(1 + late)).toBe(redAt(1) + late);
      }),
    );
  });
});
