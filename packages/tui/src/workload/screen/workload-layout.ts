/** Lines of a body of which both tables have some. */
export interface WorkloadLayout {
  /** Rows below the head of each table, shown at a time. */
  readonly podRows: number;
  readonly siteRows: number;
  /** Lines about lives that are over, with the rule above them; 0 where there is none, or no room. */
  readonly historyLines: number;
}

export interface LayoutRequest {
  readonly height: number;
  readonly pods: number;
  readonly sites: number;
  readonly ended: number;
}

/** Rule, column titles, rule. */
const HEAD = 3;
const LEAST_ROWS = 2;
const HISTORY_SHARE = 0.2;
const PODS_SHARE = 0.6;

/** As many rows as there is something to fill them with; what one table does not need is the other's. */
export function layoutWorkload({ height, pods, sites, ended }: LayoutRequest): WorkloadLayout {
  const rows = Math.max(0, height - 2 * HEAD);
  const forHistory = Math.floor(rows * HISTORY_SHARE);
  const historyLines = ended === 0 || forHistory < 2 ? 0 : Math.min(forHistory, ended + 1);
  const left = rows - historyLines;
  const most = left - LEAST_ROWS;
  // Of what both want, the pods have the larger part; what they do not need is for the sites.
  const forPods = Math.min(Math.max(LEAST_ROWS, pods), Math.ceil(left * PODS_SHARE));
  const siteRows = Math.max(LEAST_ROWS, Math.min(most, left - forPods, Math.max(LEAST_ROWS, sites)));
  return { podRows: left - siteRows, siteRows, historyLines };
}
