import { MessageChannel } from 'node:worker_threads';
import { HeaptideError } from '@heaptide/targets';
import { expect, test } from 'vitest';
import { RemoteWorkload, type WorkloadThread } from '../../src/workload/engine/remote-workload.js';
import { serveWorkload } from '../../src/workload/engine/serve-workload.js';
import { EVERY_MS } from '../sample-report.js';
import { podCaptures, samplePod } from './pod-samples.js';
import { ScriptedWorkload } from './scripted-workload.js';
import { runWorkload } from './running-workload.js';
import { sampleState } from './sample-state.js';
import { ToldWorkload } from './shown-workload.js';
import type { WorkloadEngine } from '../../src/workload/engine/workload-engine.js';

const FIRST = { name: 'deploy/proxy', namespace: 'shop', everyMs: EVERY_MS, savedIn: undefined };

function throughChannel(engine: WorkloadEngine) {
  const { port1, port2 } = new MessageChannel();
  const sent: { kind: string; rows?: readonly unknown[] }[] = [];
  serveWorkload(engine, {
    on: (event, listener) => port2.on(event, listener),
    postMessage: (message) => {
      sent.push(message);
      port2.postMessage(message);
    },
  });
  const thread: WorkloadThread = {
    on: (event: string, listener: (value: never) => void) =>
      event === 'error'
        ? undefined
        : port1.on(event === 'exit' ? 'close' : event, listener as (value: unknown) => void),
    postMessage: (message) => port1.postMessage(message),
    terminate: () => {
      port1.close();
      return Promise.resolve();
    },
  };
  return { remote: new RemoteWorkload(thread, FIRST, { closeMs: 2000 }), sent, port1 };
}

async function until(holds: () => boolean): Promise<void> {
  for (const last = Date.now() + 10_000; !holds();) {
    if (Date.now() > last) throw new Error('what was waited for never came');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

test('the state is the same at the other end, and only what changed is sent', async () => {
  const state = sampleState();
  const engine = new ToldWorkload(state);
  const { remote, sent } = throughChannel(engine);
  const ending = new AbortController();
  const running = remote.run(ending.signal);
  await until(() => remote.getSnapshot().pods.length === state.pods.length);
  expect(remote.getSnapshot()).toEqual(state);
  const [first, ...others] = state.pods;
  const changed = { ...state, problem: 'no space', pods: [{ ...first!, captureCount: 15 }, ...others] };
  engine.tell(changed);
  await until(() => remote.getSnapshot().problem === 'no space');
  expect(remote.getSnapshot()).toEqual(changed);
  expect(sent.at(-1)!.rows).toHaveLength(1);
  const gone = { ...state, pods: others };
  engine.tell(gone);
  await until(() => remote.getSnapshot().problem === undefined);
  expect(remote.getSnapshot()).toEqual(gone);
  expect(sent.at(-1)!.rows).toHaveLength(0);
  ending.abort();
  await running;
  expect(await remote.close()).toEqual([]);
});

test('orders reach the engine, and errors come back as they were thrown', async () => {
  const pod = samplePod('web-00');
  const source = new ScriptedWorkload([pod]);
  source.scripts.set(pod.key, podCaptures({ pid: 1, leaks: true }));
  const { engine, stop } = runWorkload(source);
  const { remote } = throughChannel(engine);
  await until(() => engine.getSnapshot().captureCount === 1);
  remote.captureNow(pod.key);
  await until(() => engine.getSnapshot().captureCount === 2);
  remote.hold();
  await until(() => engine.getSnapshot().paused);
  remote.release();
  await until(() => !engine.getSnapshot().paused);
  await remote.close();
  await stop();
  const failing = new ScriptedWorkload([]);
  failing.problem = new HeaptideError('HT_E_NO_SUCH_POD', 'there is no deployment "proxy"');
  const local = runWorkload(new ScriptedWorkload([]));
  const other = throughChannel({
    subscribe: local.engine.subscribe,
    getSnapshot: local.engine.getSnapshot,
    run: () => Promise.reject(failing.problem!),
    captureNow: () => undefined,
    hold: () => undefined,
    release: () => undefined,
    close: () => local.stop(),
  });
  await expect(other.remote.run(new AbortController().signal)).rejects.toMatchObject({
    code: 'HT_E_NO_SUCH_POD',
    message: 'there is no deployment "proxy"',
  });
  await other.remote.close();
});

test('a thread that ends tells who waits', async () => {
  const { remote, port1 } = throughChannel(new ToldWorkload(sampleState()));
  const running = remote.run(new AbortController().signal);
  port1.close();
  await expect(running).rejects.toThrow('has ended');
  expect(await remote.close()).toEqual([]);
});

test('changes that come at once are told at once', async () => {
  const state = sampleState();
  const engine = new ToldWorkload(state);
  const { remote, sent } = throughChannel(engine);
  const ending = new AbortController();
  const running = remote.run(ending.signal);
  for (let i = 1; i <= 200; i++) engine.tell({ ...state, captureCount: i });
  await until(() => remote.getSnapshot().captureCount === 200);
  expect(sent.filter(({ kind }) => kind === 'state').length).toBeLessThanOrEqual(3);
  ending.abort();
  await running;
  await remote.close();
});
