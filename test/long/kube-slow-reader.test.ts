import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { launchProgram } from '../support/child-program.js';
import { describeEachNode } from '../support/describe-each-node.js';
import { FakeApiServer, podObject } from '../support/fake-kube/index.js';
import { sizedServer } from '../kube-peer/sized-server.js';

const BYTES = 64 * 1024 * 1024;
const MOST_GROWTH = 16 * 1024 * 1024;

await describeEachNode(
  ({ execPath }) => {
    it.each(['spdy', 'websocket'] as const)(
      'reads 64 MiB slowly over %s and grows by little',
      async (transport) => {
        const cluster = await FakeApiServer.start();
        onTestFinished(() => cluster.close());
        const pod = await sizedServer();
        onTestFinished(() => pod.close());
        cluster.put('pods', podObject({ name: 'web' }), { ports: { 6060: { port: pod.port } } });
        const script = join(import.meta.dirname, '..', 'kube-peer', 'programs', 'slow-reader.mjs');
        const program = launchProgram({
          execPath,
          nodeArgs: ['--expose-gc'],
          args: [script, cluster.url, transport, String(BYTES)],
        });
        onTestFinished(() => program.stop());
        expect(await program.exited, program.stderr()).toBe(0);
        const told = JSON.parse(program.stdout()) as { read: number; transport: string; grown: number };
        console.log(`${transport}: ${(told.grown / 2 ** 20).toFixed(1)} MiB more`);
        expect(told).toMatchObject({ read: BYTES, transport });
        expect(told.grown).toBeLessThan(MOST_GROWTH);
        expect(cluster.usage.upgrades).toEqual({ spdy: 0, websocket: 0, [transport]: 1 });
      },
    );
  },
  { atOnce: false },
);
