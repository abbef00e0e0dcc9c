import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  decodeCapture,
  HeaptideError,
  podKey,
  type WatchedPod,
  type WorkloadSource,
} from '@heaptide/targets';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CommandContext } from '../../src/command.js';
import { runWorkloadWatch, type WorkloadWatchOptions } from '../../src/workload/run-workload-watch.js';

/** The captures of a proxy that leaks. */
const SERIES = new URL('../../../../fixtures/profiles/leaky-proxy/', import.meta.url);
const files = (await readdir(SERIES)).filter((name) => name.endsWith('.pb.gz')).toSorted();

let directory = '';
beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'heaptide-workload-'))));
afterEach(() => rm(directory, { recursive: true }));

function podOf(name: string): WatchedPod {
  const pod = {
    uid: `uid-${name}`,
    name,
    container: 'app',
    port: 6060,
    restarts: 0,
    state: 'running' as const,
    isLeaving: false,
  };
  return { key: podKey(pod), ...pod };
}

/** Pods that each answer with the recorded series, and then no more; the last of them has no agent. */
function recordedSource(pods: readonly WatchedPod[], memoryLimit?: number) {
  let closes = 0;
  const source: WorkloadSource = {
    name: 'deploy/proxy',
    namespace: 'shop',
    async *pods(signal) {
      yield pods.map((pod) => (memoryLimit === undefined ? pod : { ...pod, memoryLimit }));
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    },
    connect: (pod) => {
      let asked = 0;
      const receive = async () => {
        const name = files[asked++];
        if (pod === pods.at(-1)) throw new HeaptideError('HT_E_PORT_REFUSED', 'nothing listens on port 6060');
        if (name === undefined) throw new HeaptideError('HT_E_TIMEOUT', 'no more');
        const bytes = await readFile(new URL(name, SERIES));
        return { bytes, capture: await decodeCapture(name, bytes) };
      };
      return {
        name: pod.name,
        receive,
        capture: async () => (await receive()).capture,
        close: () => Promise.resolve(),
      };
    },
    usage: () => Promise.resolve(undefined),
    close: () => {
      closes++;
      return Promise.resolve();
    },
  };
  return { source, closes: () => closes };
}

async function watch(
  options: Partial<WorkloadWatchOptions>,
  { source } = recordedSource(['a', 'b', 'c'].map(podOf)),
) {
  let written = '';
  const stdout = { write: (text: string) => void (written += text) };
  const context = { stdout, stderr: stdout, stdin: {}, signal: new AbortController().signal };
  const exit = await runWorkloadWatch(
    source,
    {
      face: { kind: 'lines' },
      everyMs: 20,
      drawing: { color: false, ascii: false },
      failOn: undefined,
      near: { directory },
      openPod: () => Promise.reject(new Error('there is no screen')),
      ...options,
    },
    context as unknown as CommandContext,
  );
  return { exit, written };
}

test('lines, with the leak of both pods that have an agent, and the exit status of a failure', async () => {
  const { exit, written } = await watch({ durationMs: 1500 });
  expect(exit).toBe(1);
  expect(written).toMatch(/ c #0 has no agent: nothing listens on port 6060\n/);
  expect(written).toMatch(/ verdict: leak at newSession session-table\.js:13, confirmed in [12] of /);
  expect(written).toMatch(/\nresult: leak, confirmed in 2 of 2 pods \(exit 1\)\n$/);
  expect(written).toMatch(
    /!! LEAK {2}2\/2 pods grow at newSession session-table\.js:13 \(\+1\d\d B\/session, /,
  );
});

test('one capture of every pod', async () => {
  const { exit, written } = await watch({ face: { kind: 'once' } });
  expect(exit).toBe(0);
  expect(written.split('\n')[0]).toBe('deploy/proxy in shop: 3 pods, 1 without an agent');
  expect(written).toMatch(/\nverdict: none\. One capture shows what is held/);
});

test('one JSON document at the end', async () => {
  const { exit, written } = await watch({ face: { kind: 'json' }, durationMs: 1500, failOn: 'never' });
  expect(exit).toBe(0);
  expect(JSON.parse(written)).toMatchObject({
    schema: 'heaptide.workload/1',
    kind: 'workload',
    verdict: { verdict: 'leak', found: 2 },
    sites: [{ function: 'newSession', leaks: 2, confirmed: 2 }],
    pods: [{ pod: 'a' }, { pod: 'b' }, { pod: 'c', standing: 'no-agent' }],
  });
});

test('captures are saved a series each, and the one near the limit by itself', async () => {
  const save = join(directory, 'series');
  const recorded = recordedSource(['a', 'b', 'c'].map(podOf), 64 * 2 ** 20);
  await watch({ save, near: {}, durationMs: 400 }, recorded);
  const [series, alone] = [/^[ab]-uid-[ab]-0$/, /^[ab]-uid-[ab]-0-.*\.pb\.gz$/].map(async (name) =>
    (await readdir(save)).filter((each) => name.test(each)),
  );
  expect(await series).toEqual(['a-uid-a-0', 'b-uid-b-0']);
  expect((await alone)!.length).toBeGreaterThanOrEqual(2);
  const saved = await readdir(join(save, 'a-uid-a-0'));
  expect(saved.length).toBeGreaterThanOrEqual(3);
  const first = await readFile(join(save, 'a-uid-a-0', saved.toSorted()[0]!));
  expect(first.equals(await readFile(new URL(files[0]!, SERIES)))).toBe(true);
  expect(recorded.closes()).toBeGreaterThan(0);
});

test('a list of pods that cannot be read is the error', async () => {
  const { source } = recordedSource([]);
  const failing = {
    ...source,
    // eslint-disable-next-line @typescript-eslint/require-await, require-yield
    async *pods(): AsyncGenerator<readonly WatchedPod[]> {
      throw new HeaptideError('HT_E_NO_SUCH_POD', 'there is no deployment "proxy"');
    },
  };
  await expect(watch({}, { source: failing, closes: () => 0 })).rejects.toThrow('there is no deployment');
});
