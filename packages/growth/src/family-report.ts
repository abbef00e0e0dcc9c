import type { Family } from './family.js';
import type { Frame, SiteReport } from './growth-report.js';
import type { CellId } from './cells.js';
import type { Survivors } from './growth-rate.js';
import type { SiteHistory } from './site-history.js';
import { judgeSite, type SeriesContext } from './site-verdict.js';

/** What a report of a family is made of besides the family. */
export interface FamilyContext extends SeriesContext {
  readonly sites: readonly SiteHistory[];
  readonly survivors: (cells: ReadonlySet<CellId>, cohorts: number) => Survivors;
  /** Index of the newest reading at each capture. */
  readonly readingAt: readonly number[];
}

/** The account of a family that is a finding: at its function, with what that function and its callees keep. */
export function reportFamily(family: Family, context: FamilyContext): SiteReport {
  const { sites, readings } = context;
  const newest = readings!.work.length - 1;
  const members = family.keepingMembers(sites, newest);
  const cells = new Set(members.flatMap((id) => [...family.members.get(id)!]));
  const cohorts = Math.max(1, newest - (family.look?.age ?? 0));
  const survivors = context.survivors(cells, cohorts);
  const all = context.survivors(cells, newest);
  const live = family.table.liveCounts(newest);
  const perSample = (total: number): number => total / Math.max(1, all.samples);
  const series = (total: number): number[] =>
    context.readingAt.map((reading) => (reading < 0 ? 0 : live[reading]! * perSample(total)));
  const inuseSpace = series(all.bytes);
  const judgement = judgeSite(
    {
      bytes: inuseSpace,
      age: inuseSpace.length,
      standing: family.standing,
      look: () => family.look,
      wait: undefined,
      survivors: () => survivors,
    },
    context,
  );
  const callees = members.map((id) => sites[id]!.frame).filter((frame) => frame !== family.frame);
  return {
    ...family.frame,
    path: pathTo(family.frame, sites[members[0]!]),
    ...judgement,
    part: { kind: 'callees', callees },
    confirmed: family.standing.confirmed,
    inuseSpace,
    inuseObjects: series(all.objects),
    evidence: {
      samples: family.table.total,
      births: family.table.total - family.table.bornIn(0) - family.table.bornIn(1),
      deaths: family.table.total - family.table.aliveBetween(0, newest),
      crossings: family.look?.crossing?.crossed ?? 0,
    },
    retracted: false,
    uncertainSite: false,
  };
}

/** The beginning of a member's path that leads to the function. */
function pathTo(frame: Frame, member: SiteHistory | undefined): readonly Frame[] {
  const path = member?.anyPathThrough(frame) ?? [frame];
  const end = path.findLastIndex((one) => isSame(one, frame));
  return end < 0 ? [frame] : path.slice(0, end + 1);
}

/**
 * The reports of sites with those of families among them. A family only tells what no finding tells: it is left out where a
 * finding stands on a path through its function, or where another family stands deeper.
 */
export function withFamilies(sites: readonly SiteReport[], families: readonly SiteReport[]): SiteReport[] {
  const told = sites.filter(({ verdict }) => verdict === 'leak' || verdict === 'backlog');
  const chosen: SiteReport[] = [];
  for (const family of [...families].sort((a, b) => b.path.length - a.path.length)) {
    if (![...told, ...chosen].some(({ path }) => path.some((frame) => isSame(frame, family))))
      chosen.push(family);
  }
  return [...sites.filter((site) => !chosen.some((family) => isSame(family, site))), ...chosen];
}

function isSame(a: Frame, b: Frame): boolean {
  return a.function === b.function && a.file === b.file && a.line === b.line && a.column === b.column;
}
