import type { Evidence, Frame, SiteReport } from './growth-report.js';
import type { WeighLive } from './growth-rate.js';
import type { Look } from './look.js';
import type { SiteHistory } from './site-history.js';
import type { SitePart } from './site-part.js';
import type { TrackSeries } from './memory-track.js';
import { judgeSite } from './site-verdict.js';

/** What a report of a site is made of besides its history. */
export interface ReportContext extends TrackSeries {
  readonly kind: 'heap' | 'external';
  /** The live samples of the site, or of a part of it. */
  readonly live: (part: SitePart | undefined) => WeighLive;
  /** Functions that a function calls and that allocate themselves. */
  readonly calleesOf: (frame: Frame) => readonly Frame[];
}

/** The account of one site at the newest capture. */
export function reportSite(site: SiteHistory, context: ReportContext): SiteReport {
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
      look,
      wait: site.wait,
      live: context.live(part),
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
    evidence: evidenceOf(part ?? site, newest, isFinding ? look() : undefined),
    retracted: site.standing.retracted && !isFinding,
    uncertainSite: uncertain,
    ...(candidates.length === 0 ? {} : { candidates }),
  };
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
