import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { podObject, type PodRuntime } from '../../support/fake-kube/index.js';
import type { KubectlRelease } from '../../support/kubectl-releases.js';
import { fetchPiece } from './fetch-piece.js';
import { type OpenWay, openWay, type ReachedPod } from './open-way.js';
import { CONTENT, type PodProgram, startPodProgram } from './pod-program.js';
import { Timings } from './timings.js';
import type { Way } from './ways.js';
import { DEBUG_PORT } from './web-workload.js';

const NAME = 'web-0';
const SMALL = { from: 11, bytes: 5 };
const LARGE = { from: 0, bytes: CONTENT.length };
const RECOVERED_MS = 5_000;
const ASK_EVERY_MS = 100;
/** Of a download that is under way long enough to be met. */
const BYTES_PER_SECOND = 16 << 20;

/**
 * Declares that a way into a pod, once used, leads there again within 5 s after what may happen to it. For `awayMs` there is
 * nobody: the longer that is, the less often is kubectl tried.
 */
export function describeRecovery(way: Way, kubectl: KubectlRelease, awayMs: number): void {
  describe(`${way.name} again, kubectl ${kubectl.version}`, () => {
    const timings = new Timings();
    let program: PodProgram;
    let open: OpenWay;
    let pod: ReachedPod;
    beforeAll(async () => {
      program = await startPodProgram();
      open = await openWay(way, kubectl);
      put();
      pod = await open.reach({ kind: 'pod', name: NAME });
      await fetch();
    });
    afterAll(async () => {
      console.log(`${way.name}, kubectl ${kubectl.version}, slowest: ${timings.toString()}`);
      await open.close();
      await program.close();
    });
    const put = () => {
      const runtime: PodRuntime = { ports: { [DEBUG_PORT]: { port: program.port } } };
      open.place.server.put('pods', podObject({ name: NAME }), runtime);
    };
    const fetch = () => fetchPiece(pod.connector.agent(pod.port), SMALL);
    const isAnswered = () =>
      fetch().then(
        () => true,
        () => false,
      );
    /** Asks again and again, as one does who watches. */
    const untilAnswered = async (name: string) => {
      const took = await timings.of(name, async () => {
        for (const deadline = performance.now() + 3 * RECOVERED_MS; !(await isAnswered());) {
          if (performance.now() > deadline) throw new Error('no answer any more');
          await sleep(ASK_EVERY_MS);
        }
      });
      expect(took).toBeLessThan(RECOVERED_MS);
      expect(pod.connector.transport).toBe(way.used);
    };
    const askWhileAway = async () => {
      for (const end = performance.now() + awayMs; performance.now() < end;) {
        expect(await isAnswered()).toBe(false);
        await sleep(ASK_EVERY_MS);
      }
    };

    it('leads there after a forward that was dropped idle', async () => {
      open.place.server.dropForwards(NAME);
      await untilAnswered('dropped idle');
    });

    it('leads there after a forward that was dropped during a download', async () => {
      const { server } = open.place;
      server.faults.podSendRate = BYTES_PER_SECOND;
      const agent = pod.connector.agent(pod.port);
      await expect(fetchPiece(agent, LARGE, () => server.dropForwards(NAME))).rejects.toThrow();
      server.faults.podSendRate = undefined;
      await untilAnswered('dropped in a download');
    });

    it('leads there after the container has restarted', async () => {
      const { port } = program;
      await program.close();
      await askWhileAway();
      open.place.server.restartContainer(NAME, { exitCode: 137, reason: 'OOMKilled' });
      program = await startPodProgram(port);
      await untilAnswered('container restarted');
    });

    it('leads there after another pod has taken the name', async () => {
      open.place.server.delete('pods', NAME);
      await askWhileAway();
      put();
      await untilAnswered('pod replaced');
    });
  });
}
