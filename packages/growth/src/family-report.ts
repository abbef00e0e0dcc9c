import { isFinding } from './findings.js';
import type { Family, FamilyCell } from './family.js';
import type { Frame, SiteReport } from './growth-report.js';
import type { WeighLive } from './growth-rate.js';
import type { ComparableReport } from './lock-step.js';
import { tableOf } from './site-cell.js';
import type { SiteHistory } from './site-history.js';
import { judgeSite, type SeriesContext } from './site-verdict.js';
import { isSameFrame } from './same-frame.js';

/** What a report of a family is made of besides the family. */
export interface FamilyContext extends SeriesContext {
  /** As in {@link JudgedReading}. */
  readonly old: Int32Array;
  readonly live: (cells: ReadonlySet<FamilyCell>) => WeighLive;
  /** Index of the newest reading at each capture. */
  readonly readingAt: readonly number[];
}

/** The account of a family that is a finding: at its function, with what that function and its callees keep. */
export function reportFamily(family: Family, context: FamilyContext): SiteReport {
  const { readings } = context;
  const newest = readings!.work.length - 1;
  const keeping = family.keeping(context.old);
  const cells = new Set(keeping);
  const table = tableOf(keeping, newest);
  const weigh = context.live(cells);
  const all = weigh(() => 1);
  const live = table.liveCounts();
  const perSample = (total: number): number => total / Math.max(1, all.samples);
  const series = (total: number): number[] =>
    context.readingAt.map((reading) => (reading < 0 ? 0 : live[reading]! * perSample(total)));
  const inuseSpace = series(all.bytes);
  const judgement = judgeSite(
    {
      bytes: inuseSpace,
      age: inuseSpace.length,
      standing: family.standing,
      retracted: false,
      look: () => family.look,
      wait: undefined,
      turnsOver: false,
      live: weigh,
    },
    context,
  );
  const members = [...new Set(keeping.map(({ site }) => site))];
  const callees = members.map(({ frame }) => frame).filter((frame) => frame !== family.frame);
  return {
    ...family.frame,
    path: pathTo(family.frame, members[0]),
    ...judgement,
    part: { kind: 'callees', callees },
    confirmed: family.standing.confirmed,
    inuseSpace,
    inuseObjects: series(all.objects),
    evidence: {
      samples: table.total,
      births: table.total - table.bornIn(0) - table.bornIn(1),
      deaths: table.total - table.aliveBetween(0, newest),
      crossings: family.look?.crossing?.crossed ?? 0,
    },
    retracted: false,
    uncertainSite: false,
  };
}

/** The beginning of a member's path that leads to the function. */
function pathTo(frame: Frame, member: SiteHistory | undefined): readonly Frame[] {
  const path = member?.anyPathThrough(frame) ?? [frame];
  const end = path.findLastIndex((one) => isSameFrame(one, frame));
  return end < 0 ? [frame] : path.slice(0, end + 1);
}

/**
 * The reports of sites with those of families among them. A family only tells what no finding tells: it is left out where a
 * finding stands on a path through its function, or where another family stands deeper.
 */
export function withFamilies(
  sites: readonly ComparableReport[],
  families: readonly SiteReport[],
): ComparableReport[] {
  const told = sites.map(({ report }) => report).filter(isFinding);
  const chosen: SiteReport[] = [];
  for (const family of [...families].sort((a, b) => b.path.length - a.path.length)) {
    if (![...told, ...chosen].some(({ path }) => path.some((frame) => isSameFrame(frame, family))))
      chosen.push(family);
  }
  return [
    ...sites.filter(({ report }) => !chosen.some((family) => isSameFrame(family, report))),
    ...chosen.map((report) => ({ report, inUse: report.inuseSpace.at(-1)! })),
  ];
}
