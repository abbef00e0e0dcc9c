import type { SiteReport } from '@heaptide/growth';
import type { AccusedSite } from '@heaptide/report/postmortem';
import type { CaptureFindings } from './judge-captures.js';
import { joinSite, type NamedClass } from './join-site.js';

/** The site that captures accuse, and how it is tied to the class that heap snapshots found. */
export interface Accusation {
  readonly site: AccusedSite;
  /** What the captures say of its growth; absent for what is large only. */
  readonly grows?: SiteReport;
}

/**
 * Of the sites that grow the one that is tied to the class that piles up, else the first finding, else what grows most; where
 * nothing grows, the function that has most live.
 */
export function accusedSite(
  { growing, largest, allSpace }: CaptureFindings,
  named: NamedClass | undefined,
): Accusation | undefined {
  const joined = named === undefined ? undefined : joinSite(growing, named);
  const site = joined?.site ?? growing[0];
  if (site !== undefined) {
    const { function: name, file, line, column, path, reason } = site;
    const memory = site.kind ?? 'heap';
    const inuseSpace = site.inuseSpace.at(-1) ?? 0;
    return {
      grows: site,
      site: {
        ...{ function: name, file, line, column, path, inuseSpace, memory, reason },
        allSpace: Math.max(memory === 'heap' ? allSpace : 0, inuseSpace),
        ...(joined === undefined ? {} : { join: joined.join }),
      },
    };
  }
  if (largest === undefined) return undefined;
  const { frame, path, bytes } = largest;
  const tie = named === undefined ? undefined : joinSite([{ ...frame, path }], named);
  // What is merely large beside a class that it has nothing to do with says nothing.
  if (named !== undefined && tie === undefined) return undefined;
  return {
    site: {
      ...frame,
      path,
      inuseSpace: bytes,
      allSpace,
      memory: 'heap',
      ...(tie === undefined ? {} : { join: tie.join }),
      reason: 'it has most live in the last capture; whether it grows, the captures do not tell',
    },
  };
}
