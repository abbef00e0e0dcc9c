import type { SiteReport } from '@heaptide/growth';
import { nearestOwnFrames } from './nearest-frames.js';
import { NO_FILE, packageOfFile } from './package-of-file.js';
import { placeOf, shortName } from './phrase.js';
import { rankOf, type SiteSum, sumSites } from './sum-sites.js';

/** What sites can be added up by. */
export const GROUPINGS = ['site', 'function', 'file', 'package', 'path'] as const;

/**
 * `site`: not at all. `function`: functions of one name in one file. `package`: as {@link packageOfFile} has it. `path`:
 * the functions of the program itself that are nearest to the allocation.
 */
export type Grouping = (typeof GROUPINGS)[number];

/** Sites that have something in common, added up. */
export interface SiteGroup extends SiteSum {
  /** What they have in common. */
  readonly name: string;
  /** Where the function stands, of `site`, `function` and `path`: of the latter, the one nearest to the allocation. */
  readonly place?: string;
  /** External memory, where the sites are told apart. */
  readonly kind?: 'external';
  /** Number of sites. */
  readonly sites: number;
}

const NO_OWN_FRAME = '(no function of the program)';

/** Adds sites up by what they have in common: the worst first, then by growth, by size, and by name. */
export function groupSites(sites: readonly SiteReport[], by: Grouping): SiteGroup[] {
  const groups = new Map<string, { head: GroupHead; members: SiteReport[] }>();
  for (const site of sites) {
    const head = headOf(site, by);
    const key = by === 'path' ? JSON.stringify(nearestOwnFrames(site)) : JSON.stringify(head);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { head, members: [site] });
    else group.members.push(site);
  }
  return [...groups.values()]
    .map(({ head, members }) => ({ ...head, sites: members.length, ...sumSites(members) }))
    .sort(worstFirst);
}

type GroupHead = Pick<SiteGroup, 'name' | 'place' | 'kind'>;

function headOf(site: SiteReport, by: Grouping): GroupHead {
  switch (by) {
    case 'site':
      return {
        name: site.function,
        place: placeOf(site),
        ...(site.kind === undefined ? {} : { kind: site.kind }),
      };
    case 'function':
      return { name: site.function, place: site.file };
    case 'file':
      return { name: site.file === '' ? NO_FILE : site.file };
    case 'package':
      return { name: packageOfFile(site.file) };
    case 'path': {
      const frames = nearestOwnFrames(site);
      const [nearest] = frames;
      if (nearest === undefined) return { name: NO_OWN_FRAME };
      return { name: frames.map(shortName).join(' <- '), place: placeOf(nearest) };
    }
  }
}

function worstFirst(a: SiteGroup, b: SiteGroup): number {
  return (
    rankOf(a.verdict) - rankOf(b.verdict) ||
    b.slope.perSecond - a.slope.perSecond ||
    b.inuseSpace.at(-1)! - a.inuseSpace.at(-1)! ||
    compareText(a.name, b.name) ||
    compareText(a.place ?? '', b.place ?? '')
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
