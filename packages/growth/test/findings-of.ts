import type { GrowthReport, SiteReport } from '../src/index.js';

/** The rows that are findings. */
export function findingsOf({ sites }: GrowthReport): SiteReport[] {
  return sites.filter(({ verdict }) => verdict === 'leak' || verdict === 'backlog');
}
