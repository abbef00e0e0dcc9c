import type { Frame, SiteReport } from './growth-report.js';
import { isSameFrame } from './same-frame.js';

/** A report with what it takes to compare it with others. */
export interface ComparableReport {
  readonly report: SiteReport;
  /** Live bytes of now. */
  readonly inUse: number;
  /** Live samples by the reading that first showed them; absent for sites that are no finding. */
  readonly arrivals?: Float64Array;
}

/** Callers of a site within which another finding's function makes the two one leak. */
const NEAR_CALLERS = 4;
/** Standard deviations of a chi-square that two sites in lock-step stay within. */
const MOST_DEVIATIONS = 3;

/**
 * Numbers findings that are one leak: one is called on the way to the other, or both are reached through the same function
 * of the application's own, and their survivors arrive in the same proportion reading by reading. One that stands alone
 * gets no number.
 */
export function groupFindings(reports: readonly ComparableReport[]): ComparableReport[] {
  const groups: ComparableReport[][] = [];
  for (const one of reports) {
    if (one.arrivals === undefined) continue;
    const group = groups.find((members) =>
      members.some(
        (member) => areRelated(member.report, one.report) && areInStep(member.arrivals!, one.arrivals!),
      ),
    );
    if (group === undefined) groups.push([one]);
    else group.push(one);
  }
  const numbers = new Map<ComparableReport, number>();
  groups
    .filter((group) => group.length > 1)
    .forEach((group, i) => {
      for (const one of group) numbers.set(one, i + 1);
    });
  return reports.map((one) => {
    const group = numbers.get(one);
    return group === undefined ? one : { ...one, report: { ...one.report, group } };
  });
}

function areRelated(a: SiteReport, b: SiteReport): boolean {
  if (a.kind !== b.kind) return false;
  const [ownerA, ownerB] = [ownFrame(a), ownFrame(b)];
  if (ownerA !== undefined && ownerB !== undefined && isSameFrame(ownerA, ownerB)) return true;
  return leadsThrough(a, b) || leadsThrough(b, a);
}

/** The function nearest the leaf that is no library's. */
function ownFrame({ path }: SiteReport): Frame | undefined {
  return path.findLast(
    ({ file }) => file !== '' && !file.startsWith('node:') && !file.includes('/node_modules/'),
  );
}

/** Whether the function of `caller` stands on the path of `report`, not far from its end: a main loop proves nothing. */
function leadsThrough({ path }: SiteReport, caller: SiteReport): boolean {
  return path.slice(-NEAR_CALLERS - 1, -1).some((frame) => isSameFrame(frame, caller));
}

/** Whether two counts by reading are of one distribution, by a chi-square test of homogeneity. */
function areInStep(a: Float64Array, b: Float64Array): boolean {
  const [ofA, ofB] = [sum(a), sum(b)];
  if (ofA === 0 || ofB === 0) return false;
  let chiSquare = 0;
  let freedom = -1;
  for (let i = 0; i < a.length; i++) {
    const both = a[i]! + b[i]!;
    if (both === 0) continue;
    freedom++;
    chiSquare += (Math.sqrt(ofB / ofA) * a[i]! - Math.sqrt(ofA / ofB) * b[i]!) ** 2 / both;
  }
  return freedom < 1 || chiSquare <= freedom + MOST_DEVIATIONS * Math.sqrt(2 * freedom);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
