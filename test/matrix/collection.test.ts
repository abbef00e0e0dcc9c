import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startWorkbench } from '../agent/workbench.js';
import { describeEachNode } from '../support/describe-each-node.js';

const PROGRAM = fileURLToPath(new URL('../agent/programs/ephemerons.mjs', import.meta.url));

await describeEachNode(({ execPath: node }) => {
  it('gc=1 leaves no garbage, of whatever kind', async () => {
    const bench = await startWorkbench({ node, program: PROGRAM });
    try {
      const before = await bench.capture('gc=1');
      for (let request = 0; request < 3; request++) await fetch(bench.program.url);
      const after = await bench.capture('gc=1');
      expect(after.metadata!.heapUsed - before.metadata!.heapUsed).toBeLessThan(4e6);
    } finally {
      await bench.program.stop();
    }
  });
});
