import { fileURLToPath } from 'node:url';
import { it } from 'vitest';
import { launchProgram } from '../support/child-program.js';
import { podObject } from '../support/fake-kube/index.js';
import { requireTwoReleases } from '../support/kubectl-releases.js';
import { KubePlace } from './support/kube-place.js';
import { CONTENT, startPodProgram } from './support/pod-program.js';
import { DEBUG_PORT } from './support/web-workload.js';

const READER = fileURLToPath(new URL('programs/slow-reader.mjs', import.meta.url));
const MOST_GROWTH = 16 * 2 ** 20;
const newest = (await requireTwoReleases()).at(-1)!;

it.concurrent.for(['spdy', 'websocket'] as const)(
  'one who reads 64 MiB slowly by %s grows by 16 MiB at most',
  async (transport, { expect, onTestFinished }) => {
    const pod = await startPodProgram();
    onTestFinished(() => pod.close());
    const place = await KubePlace.open(newest);
    onTestFinished(() => place.close());
    place.server.put('pods', podObject({ name: 'web-0' }), { ports: { [DEBUG_PORT]: { port: pod.port } } });

    const args = [READER, 'web-0', transport, String(CONTENT.length)];
    const reader = launchProgram({ args, env: place.env });
    onTestFinished(() => reader.stop());
    expect(await reader.exited, reader.stderr()).toBe(0);
    const told = JSON.parse(reader.stdout()) as { lengths: number[]; grown: number[]; transport: string };
    expect(told).toMatchObject({ lengths: told.lengths.map(() => CONTENT.length), transport });
    expect(place.server.usage.upgrades).toEqual({ spdy: 0, websocket: 0, [transport]: 1 });

    const grown = told.grown.toSorted((a, b) => a - b);
    console.log(`${transport}: ${grown.map((bytes) => (bytes / 2 ** 20).toFixed(1)).join(', ')} MiB more`);
    expect(grown[1]).toBeLessThan(MOST_GROWTH);
  },
);
