import { MessageChannel } from 'node:worker_threads';
import { HeaptideError } from '@heaptide/targets';
import type { SnapshotSource } from '@heaptide/report/snapshot-browse';
import { expect, test } from 'vitest';
import { RemoteSnapshot } from '../../src/snapshot/engine/remote-snapshot.js';
import { serveSnapshot } from '../../src/snapshot/engine/serve-snapshot.js';
import type { OpeningStage } from '../../src/snapshot/engine/snapshot-engine.js';
import { SAMPLE_SUMMARY, SampleSnapshot } from './sample-snapshot.js';

function throughChannel(open: (onProgress: (opening: OpeningStage) => void) => Promise<SnapshotSource>) {
  const { port1, port2 } = new MessageChannel();
  void serveSnapshot(open, port2);
  const remote = new RemoteSnapshot(
    {
      on: (event: string, listener: (value: never) => void) =>
        event === 'error'
          ? undefined
          : port1.on(event === 'exit' ? 'close' : event, listener as (value: unknown) => void),
      postMessage: (message) => port1.postMessage(message),
      terminate: () => {
        port1.close();
        return Promise.resolve();
      },
    },
    'app.heapsnapshot',
  );
  return { remote, port2 };
}

async function until(holds: () => boolean): Promise<void> {
  for (const last = Date.now() + 10_000; !holds();) {
    if (Date.now() > last) throw new Error('what was waited for never came');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

test('tells how far opening is, then what there is, and answers in order', async () => {
  const stages: (OpeningStage | undefined)[] = [];
  const { remote } = throughChannel((onProgress) => {
    onProgress({ stage: 'reading', share: 0.5 });
    return Promise.resolve(new SampleSnapshot());
  });
  remote.subscribe(() => stages.push(remote.getSnapshot().opening));
  // What is asked before it is open is answered then.
  const early = remote.ask({ kind: 'dominators', top: undefined, from: 0, count: 2 });
  await until(() => remote.getSnapshot().summary !== undefined);
  expect(stages).toEqual([{ stage: 'reading', share: 0.5 }, undefined]);
  expect(remote.getSnapshot().summary).toEqual(SAMPLE_SUMMARY);
  expect((await early).rows).toHaveLength(2);
  const toggled = remote.ask({ kind: 'toggle', face: 'dominators', index: 0 });
  const page = await remote.ask({ kind: 'dominators', top: undefined, from: 0, count: 9 });
  expect(page.length).toBe(7);
  await toggled;
  await remote.close();
  await remote.ended;
});

test('what cannot be answered is refused, and the next is answered', async () => {
  const { remote } = throughChannel(() => Promise.resolve(new SampleSnapshot()));
  await expect(remote.ask({ kind: 'path', node: 404, index: 0 })).rejects.toThrow('no such object');
  expect((await remote.ask({ kind: 'path', node: 7, index: 0 })).length).toBe(2);
  await remote.close();
});

test('a snapshot that cannot be opened ends the engine with the reason', async () => {
  const { remote } = throughChannel(() =>
    Promise.reject(new HeaptideError('HT_E_NO_SUCH_FILE', 'no such file: app.heapsnapshot')),
  );
  const asked = remote.ask({ kind: 'path', node: 7, index: 0 });
  await expect(remote.ended).rejects.toMatchObject({ code: 'HT_E_NO_SUCH_FILE' });
  await expect(asked).rejects.toThrow('no such file');
  await expect(remote.ask({ kind: 'path', node: 7, index: 0 })).rejects.toThrow('no such file');
  await remote.close();
});

test('who waits is told when the thread ends', async () => {
  const { remote, port2 } = throughChannel(() => new Promise(() => undefined));
  const asked = remote.ask({ kind: 'path', node: 7, index: 0 });
  port2.close();
  await expect(asked).rejects.toThrow('has ended');
  await expect(remote.ended).rejects.toThrow('has ended');
});

test('closing does not wait for what is being read', async () => {
  const { remote } = throughChannel(() => new Promise(() => undefined));
  const asked = remote.ask({ kind: 'path', node: 7, index: 0 });
  await remote.close();
  await remote.ended;
  await expect(asked).rejects.toThrow('was closed');
});
