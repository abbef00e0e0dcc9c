/** The black box: what a program leaves behind that the kernel killed in a real memory cgroup, or V8 at its heap limit. */
import { createMemoryCgroup } from '../support/memory-cgroup.js';
import { afterAll, expect, it } from 'vitest';
import { bytesByLine, growUntilDeath, type Growth, shareOfLimit, topSite } from '../agent/grower.js';
import { describeEachNode } from '../support/describe-each-node.js';

const MIB = 2 ** 20;
const LIMIT = 128 * MIB;
/** From Node 24 on one scavenge may take 40 MiB more at one go, a third of the limit, and nothing can be read during one. */
const LEAST_SHARE = { before24: 0.9, since24: 0.6 };

const GROWTHS: readonly Growth[] = [5, 50, 200].flatMap((rate) => [{ rate }, { rate, block: true }]);
const BUFFER_GROWTHS: readonly Growth[] = [
  { rate: 50, buffers: true },
  { rate: 50, buffers: true, block: true },
];

const named = (growth: Growth): string =>
  `${growth.rate} MB/s of ${growth.buffers === true ? 'Buffers' : 'objects'}${growth.block === true ? ', blocked' : ''}`;
const figures: string[] = [];

afterAll(() => console.log(figures.join('\n')));

await describeEachNode(
  ({ version, execPath: node }) => {
    it.each([...GROWTHS, ...BUFFER_GROWTHS].map((growth) => [named(growth), growth] as const))(
      '%s in 128 MiB: the kill leaves captures up to the end, which name what grew',
      async (name, growth) => {
        const cgroup = createMemoryCgroup(LIMIT);
        if (typeof cgroup === 'string') throw new Error(cgroup);
        try {
          const { code, heap, external } = await growUntilDeath(growth, { node, cgroup });
          expect([code, cgroup.oomKills() > 0]).toEqual([null, true]);
          const last = heap.at(-1)!;
          const share = shareOfLimit(last);
          if (growth.buffers === true) {
            const lastExternal = external.at(-1)!;
            const [place, bytes] = [...bytesByLine(lastExternal, 'leakBuffer')][0]!;
            const truth = lastExternal.metadata!.arrayBuffers;
            figures.push(
              `${version} ${name}: ${heap.length} captures, last at ${percent(share)}, line has ${percent(bytes / truth)}`,
            );
            expect(place).toMatch(/grower\.mjs:\d+$/);
            expect(Math.abs(bytes / truth - 1)).toBeLessThan(0.15);
          } else {
            const { name: site, bytes } = topSite(last);
            const { heapUsed } = last.metadata!;
            figures.push(
              `${version} ${name}: ${heap.length} captures, last at ${percent(share)}, ${percent(bytes / heapUsed)} of the heap named`,
            );
            expect(site).toBe('leakObject');
          }
          expect(share).toBeGreaterThan(
            Number.parseInt(version) < 24 ? LEAST_SHARE.before24 : LEAST_SHARE.since24,
          );
        } finally {
          cgroup.remove();
        }
      },
    );

    it.each([{ rate: 50 }, { rate: 50, block: true }, { rate: 200, block: true }])(
      '$rate MB/s up to the heap limit: the last capture names what grew (blocked: $block)',
      async (growth) => {
        const nodeArgs = ['--max-old-space-size=96'];
        const { code, heap } = await growUntilDeath(growth, { node, nodeArgs });
        expect(code === 134 || code === null).toBe(true);
        const { heapUsed, trigger } = heap.at(-1)!.metadata!;
        const { name: site, bytes } = topSite(heap.at(-1)!);
        figures.push(
          `${version} ${named(growth)} at the heap limit: last: ${trigger}, ${(heapUsed / MIB).toFixed(0)} MiB, ${percent(bytes / heapUsed)} of it named`,
        );
        expect(site).toBe('leakObject');
      },
    );
  },
  { atOnce: false },
);

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
