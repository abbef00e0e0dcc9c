import type { Evidence, Frame, SiteReport } from './growth-report.js';
import type { Survivors } from './growth-rate.js';
import type { CohortTable } from './cohort-table.js';
import type { Look } from './look.js';
import type { SiteHistory } from './site-history.js';
import type { SitePart } from './site-part.js';
import type { TrackSeries } from './memory-track.js';
import { judgeSite } from './site-verdict.js';

/** What a report of a site is made of besides its history. */
export interface ReportContext extends TrackSeries {
  readonly kind: 'heap' | 'external';
  /** Live samples of the site, of one part of it if given, of the cohorts from 1 up to that one. */
  readonly survivors: (part: SitePart | undefined, cohorts: number) => Survivors;
  /** Functions that a function calls and that allocate themselves. */
  readonly calleesOf: (frame: Frame) => readonly Frame[];
}

/** The account of one site at the newest capture. */
export function reportSite(site: SiteHistory, context: ReportContext): SiteReport {
  const { readings, exactSites, kind } = context;
  const newest = (readings?.work.length ?? 0) - 1;
  const part = site.standing.leak || site.standing.backlog ? undefined : site.leakingPart();
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
      look,
      wait: site.wait,
      survivors: () => context.survivors(part, survivorsUntil),
    },
    context,
  );
  const { path } = site.leadingTrail(isFinding ? survivorsUntil : newest, part);
  const uncertain = !exactSites && kind === 'heap';
  const candidates = uncertain && isFinding ? context.calleesOf(site.frame) : [];
  return {
    ...site.frame,
    path,
    ...judgement,
    ...(kind === 'heap' ? {} : { kind }),
    ...(part === undefined ? {} : { part: part.trait }),
    confirmed: standing.confirmed,
    inuseSpace: site.bytes.slice(),
    inuseObjects: site.objects.slice(),
    evidence: evidenceOf(part?.table ?? site.table, newest, isFinding ? look() : undefined),
    retracted: site.standing.retracted && !isFinding,
    uncertainSite: uncertain,
    ...(candidates.length === 0 ? {} : { candidates }),
  };
}

function evidenceOf(table: CohortTable, newest: number, look: Look | undefined): Evidence {
  const alive = table.aliveBetween(0, newest);
  return {
    samples: table.total,
    births: table.total - table.bornIn(0) - table.bornIn(1),
    deaths: table.total - alive,
    crossings: look?.crossing?.crossed ?? 0,
  };
}
