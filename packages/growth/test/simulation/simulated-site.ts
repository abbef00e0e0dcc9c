import type { Trail } from '../../src/call-paths.js';
import type { Cell, CellId } from '../../src/cells.js';
import type { CohortTable } from '../../src/cohort-table.js';
import { LifeCounts } from '../../src/life-counts.js';
import { liveAges } from '../../src/live-ages.js';
import { SiteHistory } from '../../src/site-history.js';
import { YOUNGEST_SURVIVOR } from '../../src/survival.js';
import type { Random } from './random.js';
import type { SiteKind } from './site-kinds.js';

/** Parts of a round in which arrivals are drawn. */
const STEPS = 10;
const CELL = { site: 0, trail: 0, sizeClass: 40 } as Cell;
const CELL_ID = 0 as CellId;
const TRAIL = {
  site: 0,
  frames: [{ function: 'site', file: '/app/site.js', line: 1, column: 1 }],
  frameIds: [0],
  path: [],
} as unknown as Trail;

/** A site without a process around it: its samples come and go as its kind says, and it is judged after every round. */
export class SimulatedSite {
  readonly history = new SiteHistory(TRAIL, 0);
  private readonly counts = new LifeCounts();
  private readonly kind: SiteKind;
  private readonly meanArrivals: number;
  private readonly random: Random;
  /** Sites of the service that it is part of. */
  private readonly sites: number;
  private live: { readonly cohort: number; readonly born: number; readonly dies: number }[] = [];

  constructor(
    kind: SiteKind,
    { meanArrivals, random, sites }: { meanArrivals: number; random: Random; sites: number },
  ) {
    this.kind = kind;
    this.meanArrivals = meanArrivals;
    this.random = random;
    this.sites = sites;
    this.history.addCell({ id: CELL_ID, trail: TRAIL, sizeClass: CELL.sizeClass, counts: this.counts });
  }

  /** Runs on to the end of a round, at time `work[reading]`, and judges; readings count from 0. */
  advance(reading: number, work: readonly number[]): void {
    const { rate = () => 1, lifetime } = this.kind;
    const from = work[reading - 1] ?? 0;
    const until = work[reading]!;
    const step = (until - from) / STEPS;
    this.live = this.live.filter(({ cohort, dies }) => {
      if (dies >= until) return true;
      this.counts.addDeath(cohort, reading - 1);
      return false;
    });
    for (let begin = from; begin < until - step / 2; begin += step) {
      const born = this.random.poisson(this.meanArrivals * step * rate(begin + step / 2));
      for (let i = 0; i < born; i++) {
        const time = begin + step * this.random.uniform();
        const dies = time + lifetime(time);
        if (dies < until) continue;
        this.counts.addBirth(reading);
        this.live.push({ cohort: reading, born: time, dies });
      }
    }
    const past = work.slice(0, reading + 1);
    const clock = { work: past, units: past, seconds: past, allocated: past, warmedUp: true };
    this.live.sort((a, b) => a.born - b.born);
    const columns = {
      born: Float64Array.from(this.live, ({ born }) => born),
      cell: new Int32Array(this.live.length),
      cohort: new Int32Array(this.live.length),
      bytes: new Float64Array(this.live.length),
      objects: new Float64Array(this.live.length),
    };
    const [ages] = liveAges(columns, { cells: [CELL], sites: 1, clock: until });
    const old = this.live.filter(({ cohort }) => cohort >= 1 && cohort <= reading - YOUNGEST_SURVIVOR).length;
    const relatives = (): CohortTable => this.history.table(reading);
    const judged = { newest: reading, clock, sites: this.sites, old: Int32Array.of(old), relatives };
    this.history.judge(judged, ages);
  }

  get red(): boolean {
    return this.history.standing.leak || this.history.standing.backlog;
  }

  get confirmed(): boolean {
    return this.red && this.history.standing.confirmed;
  }
}
