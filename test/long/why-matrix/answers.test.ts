/** Who keeps what a site makes, asked of every program on every release: the aims, with room for chance. */
import { describe, expect, it } from 'vitest';
import { nodeReleases } from '../../support/node-releases.js';
import { WHY_PROGRAMS } from '../../why/manifest.js';
import {
  accused,
  missLines,
  namedRight,
  programTable,
  shareTable,
  WHY_AIMS,
} from '../../why/outcome-tables.js';
import { askAll } from '../../why/outcomes.js';

const REPEATS = 1;
/** Healthy ones are asked more often: what is said of them wrongly is said by chance. */
const HEALTHY_REPEATS = 3;

for (const release of await nodeReleases()) {
  if ('missing' in release) continue;
  describe(`Node ${release.version}`, () => {
    it('names what keeps what leaks', async () => {
      const programs = WHY_PROGRAMS.filter(({ leaks }) => leaks);
      const outcomes = await askAll({ programs, nodes: [release], repeats: REPEATS, atOnce: 1 });
      console.log([programTable(outcomes), shareTable(outcomes), ...missLines(outcomes)].join('\n'));
      const { count, of } = namedRight(outcomes);
      expect(count / of).toBeGreaterThanOrEqual(WHY_AIMS.right);
      expect(outcomes.filter(({ verdict }) => verdict === 'not run')).toEqual([]);
    });

    it('accuses nothing that is healthy', async () => {
      const programs = WHY_PROGRAMS.filter(({ leaks }) => !leaks);
      const outcomes = await askAll({ programs, nodes: [release], repeats: HEALTHY_REPEATS, atOnce: 1 });
      console.log([shareTable(outcomes), ...missLines(outcomes)].join('\n'));
      expect(accused(outcomes).count, missLines(outcomes).join('\n')).toBeLessThanOrEqual(WHY_AIMS.accused);
      expect(outcomes.filter(({ verdict }) => verdict === 'not run')).toEqual([]);
    });
  });
}
