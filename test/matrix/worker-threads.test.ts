import { readCapture } from '@heaptide/profile';
import { fileURLToPath } from 'node:url';
import { it } from 'vitest';
import { bytesUnder, startWorkbench } from '../agent/workbench.js';
import { describeEachNode } from '../support/describe-each-node.js';

const PROGRAM = fileURLToPath(new URL('../agent/programs/worker-threads.mjs', import.meta.url));
const THREAD_LINE = /^worker (\d+), listening/m;
const LIMIT_MS = 10_000;

interface Threads {
  readonly threads: readonly { readonly id: number; readonly sampled: boolean }[];
}

await describeEachNode(({ execPath: node }) => {
  it('serves the heap of a worker thread by its id', async ({ expect }) => {
    const bench = await startWorkbench({ node, program: PROGRAM, env: { HEAPTIDE_INTERVAL: '16384' } });
    try {
      const id = Number(THREAD_LINE.exec(bench.program.stdout())![1]);
      const sampled = async (): Promise<boolean> => {
        const stats = (await (await bench.get('/debug/heap/stats')).json()) as Partial<Threads>;
        return (stats.threads ?? []).some((thread) => thread.id === id && thread.sampled);
      };
      // The test's own `expect`: of several at once, poll belongs to one.
      await expect.poll(sampled, { timeout: LIMIT_MS }).toBe(true);

      const answer = await bench.get(`/debug/heap?thread=${id}&gc=1`);
      expect(answer.status).toBe(200);
      const ofWorker = await readCapture(new Uint8Array(await answer.arrayBuffer()));
      expect(ofWorker.metadata).toMatchObject({ thread: id, gc: 'forced' });
      expect(bytesUnder(ofWorker, 'keepInWorker')).toBeGreaterThan(3e6);
      expect(bytesUnder(ofWorker, 'keepInMain')).toBe(0);

      const ofMain = await bench.capture('gc=1');
      expect(ofMain.metadata!.thread).toBeUndefined();
      expect(bytesUnder(ofMain, 'keepInMain')).toBeGreaterThan(3e6);
      expect(bytesUnder(ofMain, 'keepInWorker')).toBe(0);

      expect((await bench.get(`/debug/heap?thread=${id + 100}`)).ok).toBe(false);
    } finally {
      await bench.program.stop();
    }
  });
});
