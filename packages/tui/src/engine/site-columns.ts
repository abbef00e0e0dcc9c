import { type Frame, type GrowthReport, isFinding, type SiteReport, type Verdict } from '@heaptide/growth';
import { SiteTable } from '../sites/site-table.js';

/** Number of a site in one watch: the same through all its reports. */
export type SiteId = number & { readonly __id: 'site' };

/** Frame of a site, and the memory it is about. */
export interface SiteFrame extends Frame {
  readonly kind?: 'external';
}

/** Every verdict by the number that stands for it in {@link SiteColumns.verdicts}. */
export const VERDICTS: readonly Verdict[] = [
  'leak',
  'backlog',
  'growing',
  'bounded',
  'flat',
  'shrinking',
  'new',
];

/** Points of a trend at most: as many as the widest trend column has cells. */
export const TREND_POINTS = 20;
/** Captures that a trend goes back. */
const TREND_CAPTURES = 120;
const FLAGS = { confirmed: 1, retracted: 2, part: 4 };

/**
 * A report as the table needs it, one row per site in the order of the report. Columns instead of objects: they go from one
 * thread to the other without being copied, and 10,000 sites leave nothing to collect.
 */
export interface SiteColumns {
  readonly length: number;
  readonly ids: Int32Array;
  /** Rows of {@link VERDICTS}. */
  readonly verdicts: Uint8Array;
  readonly flags: Uint8Array;
  /** Lock-step group from 1; 0 for none. */
  readonly groups: Uint16Array;
  /** Live bytes. */
  readonly inuse: Float64Array;
  /** Bytes kept per unit of work; NaN where the site does not grow, or growth is judged by time only. */
  readonly perUnit: Float64Array;
  /** Bytes kept per minute, and half the 95 % interval of that; NaN where the site does not grow. */
  readonly perMinute: Float64Array;
  readonly perMinuteError: Float64Array;
  /** {@link points} means of live bytes per row, the oldest first. */
  readonly trends: Float32Array;
  readonly points: number;
}

/** Marks of one row of {@link SiteColumns.flags}. */
export function readFlags(flags: number) {
  return {
    confirmed: (flags & FLAGS.confirmed) !== 0,
    retracted: (flags & FLAGS.retracted) !== 0,
    isPart: (flags & FLAGS.part) !== 0,
  };
}

export interface NumberedReport {
  readonly columns: SiteColumns;
  /** Frames of the sites that were not there before, in the order of their numbers. */
  readonly added: readonly SiteFrame[];
}

/** Numbers the sites of reports, and finds them again by number. */
export class SiteNumbering {
  readonly #heap = new SiteTable<SiteId>();
  readonly #external = new SiteTable<SiteId>();
  #next = 0;
  /** Row of each site in the newest report, by number; -1 for those that it does not have. */
  #rows = new Int32Array(0);
  #report: GrowthReport | undefined;

  /** The report as columns. */
  number(report: GrowthReport): NumberedReport {
    const { sites } = report;
    const added: SiteFrame[] = [];
    const ids = Int32Array.from(sites, (site) => this.#idOf(site, added));
    this.#report = report;
    this.#rows = new Int32Array(this.#next).fill(-1);
    ids.forEach((id, row) => (this.#rows[id] = row));
    return { columns: columnsOf(report, ids), added };
  }

  /** What the newest report says of a site; `undefined` where it says nothing. */
  site(id: SiteId): SiteReport | undefined {
    const row = this.#rows[id] ?? -1;
    return row < 0 ? undefined : this.#report?.sites[row];
  }

  #idOf(site: SiteReport, added: SiteFrame[]): SiteId {
    const table = site.kind === 'external' ? this.#external : this.#heap;
    const known = table.get(site);
    if (known !== undefined) return known;
    const id = this.#next++ as SiteId;
    table.set(site, id);
    const { function: name, file, line, column, kind } = site;
    added.push({ function: name, file, line, column, ...(kind === undefined ? {} : { kind }) });
    return id;
  }
}

function columnsOf({ sites, unit, captures }: GrowthReport, ids: Int32Array): SiteColumns {
  const { length } = sites;
  const points = Math.min(TREND_POINTS, TREND_CAPTURES, captures.length);
  const columns = {
    length,
    ids,
    verdicts: new Uint8Array(length),
    flags: new Uint8Array(length),
    groups: new Uint16Array(length),
    inuse: new Float64Array(length),
    perUnit: new Float64Array(length).fill(NaN),
    perMinute: new Float64Array(length).fill(NaN),
    perMinuteError: new Float64Array(length).fill(NaN),
    trends: new Float32Array(length * points),
    points,
  };
  const byWork = unit !== 'second';
  sites.forEach((site, row) => {
    const { verdict, confirmed, retracted, part, group, inuseSpace, slope } = site;
    columns.verdicts[row] = VERDICTS.indexOf(verdict);
    columns.flags[row] =
      (confirmed ? FLAGS.confirmed : 0) | (retracted ? FLAGS.retracted : 0) | (part ? FLAGS.part : 0);
    columns.groups[row] = isFinding(site) ? (group ?? 0) : 0;
    columns.inuse[row] = inuseSpace.at(-1) ?? 0;
    if (slope.perUnit !== 0) {
      const perMinute = slope.perSecond * 60;
      if (byWork) columns.perUnit[row] = slope.perUnit;
      columns.perMinute[row] = perMinute;
      columns.perMinuteError[row] = Math.abs((perMinute * (slope.high - slope.low)) / 2 / slope.perUnit);
    }
    writeTrend(inuseSpace, columns.trends, row * points, points);
  });
  return columns;
}

/** Means of the last captures, as many of them to each point as fall on it. */
function writeTrend(series: readonly number[], into: Float32Array, at: number, points: number): void {
  const first = Math.max(0, series.length - TREND_CAPTURES);
  const length = series.length - first;
  for (let point = 0; point < points; point++) {
    const from = first + Math.floor((point * length) / points);
    const to = first + Math.floor(((point + 1) * length) / points);
    let sum = 0;
    for (let i = from; i < to; i++) sum += series[i]!;
    into[at + point] = to > from ? sum / (to - from) : 0;
  }
}

/** The buffers of columns, to be handed over instead of copied. */
export function buffersOf(columns: SiteColumns): ArrayBuffer[] {
  return Object.values(columns).flatMap((column: SiteColumns[keyof SiteColumns]) =>
    typeof column === 'number' ? [] : [column.buffer as ArrayBuffer],
  );
}
