import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { bytesUnder, startWorkbench } from '../agent/workbench.js';
import { describeEachNode } from '../support/describe-each-node.js';
import { type NodeVersion } from '../support/node-releases.js';

const BLOCKED_MS = 10_000;
const LIMIT_MS = 500;
const ASKED_AT_MS = [300, 3300, 6300, 9000];

/** What else the machine does counts as well, so one that was late may try again. */
const RETRIES = { retry: 1 };

const tests = ({ execPath: node }: NodeVersion): void =>
  it('answers within half a second all the while the main thread is blocked for ten', RETRIES, async () => {
    const bench = await startWorkbench({ node });
    try {
      await bench.tell('/keep?n=100000');
      await bench.tell(`/block?ms=${BLOCKED_MS}`);
      const begin = performance.now();
      await sleep(100);
      let blocked = true;
      const unblocked = bench.tell('/garbage?n=1').finally(() => (blocked = false));
      const milliseconds = async (ask: () => Promise<void>): Promise<number> => {
        const asked = performance.now();
        await ask();
        return performance.now() - asked;
      };
      const answered: number[] = [];
      for (const at of ASKED_AT_MS) {
        await sleep(begin + at - performance.now());
        for (const query of ['', 'births=1', 'gc=1']) {
          const took = await milliseconds(async () => {
            const capture = await bench.capture(query);
            expect(bytesUnder(capture, 'keepSessions')).toBeGreaterThan(0);
          });
          answered.push(took);
        }
        const took = await milliseconds(async () => {
          expect(await (await bench.get('/debug/heap/stats')).json()).toMatchObject({
            pid: bench.program.pid,
          });
        });
        answered.push(took);
      }
      expect(blocked).toBe(true);
      expect(Math.max(...answered)).toBeLessThan(LIMIT_MS);
      await unblocked;
      expect(performance.now() - begin).toBeGreaterThan(BLOCKED_MS);
    } finally {
      await bench.program.stop();
    }
  });

await describeEachNode(tests, { atOnce: false });

it('gives up after ten seconds on a main thread inside a native call, and answers again after it', async () => {
  const bench = await startWorkbench();
  try {
    await bench.tell('/native?seconds=12');
    await sleep(300);
    const asked = performance.now();
    const answer = await bench.get('/debug/heap');
    expect(answer.status).toBe(504);
    expect(await answer.text()).toMatch(/^the main thread did not answer within 10 s/);
    expect(performance.now() - asked).toBeLessThan(11_000);
    await sleep(2500);
    expect((await bench.get('/debug/heap')).status).toBe(200);
  } finally {
    await bench.program.stop();
  }
});
