import type { SiteReport, Slope } from '@heaptide/growth';
import type { SiteFrame } from '../../engine/site-columns.js';

/** A verdict that says that memory is kept. */
export type GrowingVerdict = 'leak' | 'backlog' | 'growing';

/** A site that grows in one pod. */
export interface GrowingSite extends SiteFrame, Slope {
  readonly verdict: GrowingVerdict;
  readonly confirmed: boolean;
  /** Live bytes of the newest capture. */
  readonly inuse: number;
}

/** The gravest first. */
export const GROWING_VERDICTS: readonly GrowingVerdict[] = ['leak', 'backlog', 'growing'];

/** What the report of a site comes to where it grows; `undefined` where it does not. */
export function growingSite(site: SiteReport): GrowingSite | undefined {
  const { function: name, file, line, column, kind, confirmed, slope } = site;
  const verdict = GROWING_VERDICTS.find((each) => each === site.verdict);
  if (verdict === undefined) return undefined;
  return {
    function: name,
    file,
    line,
    column,
    ...(kind === undefined ? {} : { kind }),
    verdict,
    confirmed,
    inuse: site.inuseSpace.at(-1) ?? 0,
    ...slope,
  };
}
