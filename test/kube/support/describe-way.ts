import { workloadName, type WorkloadRef } from '@heaptide/kube';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KubectlRelease } from '../../support/kubectl-releases.js';
import { abandonDownload, fetchPiece } from './fetch-piece.js';
import { type OpenWay, openWay, type ReachedPod } from './open-way.js';
import { CONTENT, type PodProgram, startPodProgram } from './pod-program.js';
import { Timings } from './timings.js';
import { tunnelOf, type Way } from './ways.js';
import { DEBUG_PORT, putWebWorkload } from './web-workload.js';

const SMALL = { from: 11, bytes: 5 };
const LARGE = { from: 0, bytes: CONTENT.length };
const PARALLEL = Array.from({ length: 50 }, (_, i) => ({ from: i * 1_000_003, bytes: 100_000 + i * 997 }));
const RECOVERED_MS = 5_000;

/** Declares what has to get through by one way, with one kubectl, into a pod of each workload. */
export function describeWay(way: Way, kubectl: KubectlRelease, workloads: readonly WorkloadRef[]): void {
  describe(`${way.name}, kubectl ${kubectl.version}`, () => {
    const timings = new Timings();
    let program: PodProgram;
    let open: OpenWay;
    beforeAll(async () => {
      program = await startPodProgram();
      open = await openWay(way, kubectl);
      putWebWorkload(open.place.server, { ports: { [DEBUG_PORT]: { port: program.port } } });
    });
    afterAll(async () => {
      console.log(`${way.name}, kubectl ${kubectl.version}, slowest: ${timings.toString()}`);
      await open.close();
      await program.close();
    });

    describe.each(workloads.map((workload) => ({ name: workloadName(workload), workload })))(
      '$name',
      ({ workload }) => {
        let pod: ReachedPod;
        let before: { spdy: number; websocket: number };
        beforeAll(async () => {
          pod = await open.reach(workload);
          before = { ...open.place.server.usage.upgrades };
        });
        const fetch = (piece = SMALL) => fetchPiece(pod.connector.agent(pod.port), piece);
        /** By kind, since this pod is reached. */
        const tunnels = () => {
          const { spdy, websocket } = open.place.server.usage.upgrades;
          return { spdy: spdy - before.spdy, websocket: websocket - before.websocket };
        };

        it('gets a small answer, by the way it is meant to', async () => {
          await timings.of('first', fetch);
          await timings.of('small', fetch);
          expect(pod.connector.transport).toBe(way.used);
          expect(tunnels()).toEqual({ spdy: 0, websocket: 0, [tunnelOf(way, kubectl)]: 1 });
        });

        it('gets 64 MiB', () => timings.of('64 MiB', () => fetch(LARGE)));

        it('gets 50 answers at once', () =>
          timings.of('50 at once', async () => {
            await Promise.all(PARALLEL.map(fetch));
          }));

        it('gets the next answer after a download that is broken off', async () => {
          for (let i = 0; i < 2; i++) {
            await abandonDownload(pod.connector.agent(pod.port));
            expect(await timings.of('after an abort', fetch)).toBeLessThan(RECOVERED_MS);
          }
        });

        it('gets the next answer after a port that is refused', async () => {
          const { refusedPorts } = open.place.server.faults;
          for (let i = 0; i < 2; i++) {
            refusedPorts.add(pod.port);
            await expect(fetch()).rejects.toMatchObject({ name: 'KubeError', kind: 'refused' });
            refusedPorts.delete(pod.port);
            expect(await timings.of('after a refusal', fetch)).toBeLessThan(RECOVERED_MS);
          }
        });

        it('has gone one way only', () => {
          expect(pod.connector.transport).toBe(way.used);
          const { spdy, websocket } = tunnels();
          // A tunnel outlives what goes wrong in it; of kubectl's own there may be one for each that went wrong.
          const most = way.used === 'port-forward' ? spdy + websocket : 1;
          expect({ spdy, websocket }).toEqual({ spdy: 0, websocket: 0, [tunnelOf(way, kubectl)]: most });
        });
      },
    );
  });
}
