import { expectationOf, withExpectation } from './expectations.js';
import type { Evidence, Frame, SiteReport } from './growth-report.js';
import { NO_GROWTH, type WeighLive } from './growth-rate.js';
import type { HuntClock } from './hunt-clock.js';
import type { ComparableReport } from './lock-step.js';
import type { Look } from './look.js';
import type { SiteHistory } from './site-history.js';
import type { SitePart } from './site-part.js';
import type { TrackSeries } from './track-series.js';
import { changeOf, hasRisen } from './change.js';
import { FEWEST_CAPTURES, FLAT, judgeSite } from './site-verdict.js';

/** What a report of a site is made of besides its history. */
export interface ReportContext extends TrackSeries {
  readonly kind: 'heap' | 'external';
  /** The live samples of the site, or of a part of it. */
  readonly live: (site: number, part: SitePart | undefined) => WeighLive;
  /** Functions that a function calls and that allocate themselves. */
  readonly calleesOf: (frame: Frame) => readonly Frame[];
}

/** The account of one site at the newest capture. */
export function reportSite(site: SiteHistory, id: number, context: ReportContext): ComparableReport {
  if (isQuiet(site, context)) return quietReport(site, context);
  const { readings, exactSites, kind } = context;
  const newest = (readings?.work.length ?? 0) - 1;
  const part = site.leakingPart;
  const look = (): Look | undefined =>
    part !== undefined ? part.look : readings === undefined ? undefined : site.look(newest, readings);
  const standing = part?.standing ?? site.standing;
  const isFinding = standing.leak || standing.backlog;
  const survivorsUntil = Math.max(1, newest - (isFinding ? (look()?.age ?? 0) : 0));
  const judgement = judgeSite(
    {
      bytes: site.bytes,
      age: site.age,
      standing,
      retracted: site.retracted,
      look,
      wait: site.wait,
      turnsOver: site.turnsOver,
      live: context.live(id, part),
    },
    context,
  );
  const { path } = site.leadingTrail(isFinding ? survivorsUntil : newest, part);
  const uncertain = !exactSites && kind === 'heap';
  const candidates = uncertain && isFinding ? context.calleesOf(site.frame) : [];
  const space = copyWhenAsked(site.bytes);
  const objects = copyWhenAsked(site.objects);
  const report: SiteReport = {
    ...site.frame,
    path,
    ...judgement,
    ...(kind === 'heap' ? {} : { kind }),
    ...(part === undefined ? {} : { part: part.trait }),
    confirmed: standing.confirmed,
    get inuseSpace() {
      return space();
    },
    get inuseObjects() {
      return objects();
    },
    evidence: evidenceOf(part ?? site, newest, isFinding ? look() : undefined),
    retracted: site.retracted,
    uncertainSite: uncertain,
    ...(candidates.length === 0 ? {} : { candidates }),
  };
  const expectation = expectationOf(site.frame, context.expectations);
  if (expectation !== undefined && readings !== undefined) {
    const oldestSeconds = ageInSeconds(site, readings);
    return compared(
      withExpectation(report, expectation, { newest: context.newest, oldestSeconds }),
      site,
      newest,
    );
  }
  return isFinding ? compared(report, site, newest) : { report, inUse: site.bytes.at(-1)! };
}

/** Whether there is nothing to say of a site: the case of most, so it is found out first. */
function isQuiet(
  { retracted, isSuspect, isFinding, age, bytes }: SiteHistory,
  context: ReportContext,
): boolean {
  const { readings, interval } = context;
  if (readings === undefined || isFinding || isSuspect || retracted || age < FEWEST_CAPTURES) return false;
  return changeOf(bytes, interval) !== 'down' && !hasRisen(bytes, interval);
}

function quietReport(site: SiteHistory, { readings, exactSites, kind }: ReportContext): ComparableReport {
  const newest = readings!.work.length - 1;
  const { function: name, file, line, column } = site.frame;
  const space = copyWhenAsked(site.bytes);
  const objects = copyWhenAsked(site.objects);
  const report: SiteReport = {
    function: name,
    file,
    line,
    column,
    path: site.leadingTrail(newest, undefined).path,
    verdict: 'flat',
    reason: FLAT,
    slope: NO_GROWTH,
    confirmed: false,
    get inuseSpace() {
      return space();
    },
    get inuseObjects() {
      return objects();
    },
    evidence: evidenceOf(site, newest, undefined),
    retracted: false,
    uncertainSite: !exactSites && kind === 'heap',
    ...(kind === 'heap' ? {} : { kind }),
  };
  return { report, inUse: site.bytes.at(-1)! };
}

/**
 * The figures of now, copied when they are asked for: a report of ten thousand sites is read for a few of them. The copies are
 * not kept, since whoever reads all of them would hold the series of all sites twice.
 */
function copyWhenAsked(series: readonly number[]): () => readonly number[] {
  const { length } = series;
  return () => series.slice(0, length);
}

function compared(report: SiteReport, site: SiteHistory, newest: number): ComparableReport {
  const table = site.table(newest);
  return {
    report,
    inUse: site.bytes.at(-1)!,
    arrivals: Float64Array.from({ length: newest }, (_, i) => table.aliveIn(i + 1)),
  };
}

/** What the oldest live sample has lived through at least. */
function ageInSeconds({ cells }: SiteHistory, { seconds }: HuntClock): number {
  const cohort = seconds.findIndex((_, i) => cells.some(({ counts }) => counts.aliveBetween(i, i) > 0));
  return cohort < 0 ? 0 : seconds.at(-1)! - seconds[cohort]!;
}

/** Only where there is something to count: a process has thousands of sites. */
function evidenceOf(samples: SiteHistory | SitePart, newest: number, look: Look | undefined): Evidence {
  if (newest < 0) return { samples: 0, births: 0, deaths: 0, crossings: 0 };
  let [total, early, alive] = [0, 0, 0];
  for (const { counts } of samples.cells) {
    total += counts.total;
    early += counts.bornIn(0) + counts.bornIn(1);
    alive += counts.alive;
  }
  return {
    samples: total,
    births: total - early,
    deaths: total - alive,
    crossings: look?.crossing?.crossed ?? 0,
  };
}
