/** Who retains, asked in a pod of 128 MiB that a leaking process has filled to 105 MB, again and again. */
import { afterAll, expect, it } from 'vitest';
import { askInPod } from '../agent/question-in-pod.js';
import { describeEachNode } from '../support/describe-each-node.js';
import { createMemoryCgroup } from '../support/memory-cgroup.js';

const LIMIT = 128 * 2 ** 20;
const ROUNDS = 20;

const figures: string[] = [];
afterAll(() => console.log(figures.join('\n')));

await describeEachNode(
  ({ version, execPath: node }) => {
    it(`${ROUNDS} of ${ROUNDS} survive and name the Map`, async ({ skip }) => {
      const [before, peaks, took]: number[][] = [[], [], []];
      for (let round = 0; round < ROUNDS; round++) {
        const cgroup = createMemoryCgroup(LIMIT);
        if (typeof cgroup === 'string') return skip(cgroup);
        try {
          const { answer, ...figuresOfRound } = await askInPod({ cgroup, node });
          expect([answer.state, answer.holder?.name, cgroup.oomKills()]).toEqual(['held', 'sessions', 0]);
          before!.push(figuresOfRound.peakBefore);
          peaks!.push(figuresOfRound.peak);
          took!.push(figuresOfRound.took);
        } finally {
          cgroup.remove();
        }
      }
      figures.push(
        `${version}: peak RSS ${range(before!, 1e6)} MB before, ${range(peaks!, 1e6)} MB after; ${range(took!, 1000)} s`,
      );
    });
  },
  { atOnce: false },
);

function range(values: readonly number[], unit: number): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${(least / unit).toFixed(1)} to ${(most / unit).toFixed(1)}`;
}
