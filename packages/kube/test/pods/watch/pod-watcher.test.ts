import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KubeError } from '../../../src/kube-error.js';
import type { WatchEvent } from '../../../src/api/kube-api.js';
import type { PodFacts } from '../../../src/pods/pod-facts.js';
import { PodWatcher } from '../../../src/pods/watch/pod-watcher.js';
import { seriesKey } from '../../../src/pods/watch/series-key.js';
import { findScope } from '../../../src/pods/workload/find-scope.js';
import type { PodScope } from '../../../src/pods/workload/pod-scope.js';
import { MemoryApi } from '../memory-api.js';
import { podJson } from '../pod-json.js';

const PODS = '/api/v1/namespaces/shop/pods';
const QUICK = { everyMs: 1, backoffMs: [1, 20] as const };

let api: MemoryApi;
let stop: AbortController;
let scope: PodScope;

beforeEach(async () => {
  api = new MemoryApi();
  stop = new AbortController();
  scope = await findScope(api, { kind: 'selector', selector: 'app=web' }, 'shop');
  api.lists.set(PODS, [podJson('a'), podJson('b')]);
});

afterEach(() => stop.abort());

/** A watch that gives `events`, then stays open as a real one does. */
function open(...events: readonly WatchEvent[]) {
  return async function* (signal: AbortSignal | undefined) {
    yield* events;
    await sleep(10_000, undefined, { ...(signal === undefined ? {} : { signal }) });
  };
}

/** A watch that gives `events` and ends. */
function ending(...events: readonly WatchEvent[]) {
  return async function* () {
    await Promise.resolve();
    yield* events;
  };
}

const change = (type: string, name: string, over: Parameters<typeof podJson>[1] = {}) => ({
  type,
  object: podJson(name, over),
});

const bookmark = (resourceVersion: string) => ({
  type: 'BOOKMARK',
  object: { metadata: { resourceVersion } },
});

/** Names of the pods of each list that is given, up to the one that `isLast` holds for. */
async function listsUntil(
  isLast: (names: string, pods: readonly PodFacts[]) => boolean,
  options: ConstructorParameters<typeof PodWatcher>[2] = QUICK,
): Promise<readonly string[]> {
  const lists: string[] = [];
  for await (const pods of new PodWatcher(api, scope, options).lists(stop.signal)) {
    lists.push(pods.map(({ name }) => name).join(' '));
    if (isLast(lists.at(-1)!, pods)) break;
    if (lists.length > 1000) throw new Error('too many lists');
  }
  return lists;
}

const watches = () => api.calls.filter(({ query }) => 'resourceVersion' in query);
const listings = () => api.calls.filter(({ query }) => !('resourceVersion' in query));

describe('PodWatcher', () => {
  it('gives the list at once, then what has changed', async () => {
    api.watches = [
      open(
        change('ADDED', 'c', { metadata: { creationTimestamp: '2026-01-01T00:00:00Z' } }),
        change('MODIFIED', 'a', { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } }),
        change('DELETED', 'b'),
        { type: 'ADDED', object: 'odd' },
      ),
    ];
    const lists = await listsUntil((names) => names === 'c a');
    expect(lists[0]).toBe('a b');
    expect(watches()).toEqual([{ path: PODS, query: { labelSelector: 'app=web', resourceVersion: '100' } }]);
    expect(listings()).toEqual([{ path: PODS, query: { labelSelector: 'app=web' } }]);
  });

  it('makes one list of changes that come together', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `p${index}`);
    api.watches = [open(...names.map((name) => change('ADDED', name)))];
    const lists = await listsUntil((_, pods) => pods.length === 202, { ...QUICK, everyMs: 50 });
    expect(lists.length).toBe(2);
  });

  it('gives nothing while nothing changes', async () => {
    api.watches = [open(bookmark('101'))];
    const watcher = new PodWatcher(api, scope, QUICK).lists(stop.signal);
    await watcher.next();
    const next = watcher.next();
    expect(await Promise.race([next, sleep(100, 'nothing')])).toBe('nothing');
    stop.abort();
    expect(await next).toMatchObject({ done: true });
  });

  it('goes on from the last bookmark when a watch has ended', async () => {
    api.watches = [ending(bookmark('170')), open(change('ADDED', 'c'))];
    await listsUntil((names) => names === 'a b c');
    expect(watches().map(({ query }) => query.resourceVersion)).toEqual(['100', '170']);
    expect(listings()).toHaveLength(1);
  });

  it('lists again when its version is gone, and says nothing of it', async () => {
    const problems: string[] = [];
    api.watches = [
      async function* () {
        await Promise.resolve();
        api.lists.set(PODS, [podJson('new')]);
        yield { type: 'ERROR', object: { code: 410, reason: 'Expired' } };
      },
      open(),
    ];
    await listsUntil((names) => names === 'new', {
      ...QUICK,
      onProblem: (problem) => problems.push(problem),
    });
    expect(listings()).toHaveLength(2);
    expect(problems).toEqual([]);
  });

  it('tells what is wrong once, and goes on when it is over', async () => {
    const problems: string[] = [];
    api.watches = [
      async function* () {
        await sleep(5);
        api.listProblem = new KubeError('unreachable', 'the cluster does not answer');
        yield { type: 'ERROR', object: { code: 500, message: 'storage is gone' } };
      },
      open(change('ADDED', 'c')),
    ];
    setTimeout(() => {
      api.listProblem = undefined;
    }, 150);
    await listsUntil((names) => names === 'a b c', {
      ...QUICK,
      onProblem: (problem) => problems.push(problem),
    });
    expect(problems).toEqual(['the watch of pods ended: storage is gone', 'the cluster does not answer']);
  });

  it('lists again and again where watching is not allowed', async () => {
    const problems: string[] = [];
    setTimeout(() => api.lists.set(PODS, [podJson('later')]), 50);
    await listsUntil((names) => names === 'later', {
      ...QUICK,
      onProblem: (problem) => problems.push(problem),
    });
    expect(problems).toEqual(['pods is forbidden: cannot watch']);
    expect(listings().length).toBeGreaterThan(1);
  });

  it('does not ask a cluster that is away all the time', async () => {
    api.watches = [ending()];
    const reading = listsUntil(() => false, { ...QUICK, backoffMs: [10, 1000] });
    await sleep(300);
    stop.abort();
    await reading;
    // 10, 20, 40, 80, 160 ms apart.
    expect(watches().length).toBeLessThanOrEqual(6);
    expect(watches().length).toBeGreaterThanOrEqual(3);
  });

  it('throws what the cluster says to the first list', async () => {
    api.listProblem = new KubeError('forbidden', 'pods is forbidden');
    await expect(listsUntil(() => true)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('ends with its signal, even before it has begun', async () => {
    stop.abort();
    api.listProblem = new Error('aborted');
    expect(await listsUntil(() => false)).toEqual([]);
  });

  it('asks no more once its reader has gone', async () => {
    let isEnded = false;
    api.watches = [
      async function* (signal) {
        yield change('ADDED', 'c');
        await sleep(10_000, undefined, { ...(signal === undefined ? {} : { signal }) }).finally(() => {
          isEnded = true;
        });
      },
    ];
    await listsUntil((names) => names === 'a b c');
    expect(isEnded).toBe(true);
    const { length } = api.calls;
    await sleep(50);
    expect(api.calls).toHaveLength(length);
  });

  it('tries its members again when the cluster cannot say who they are', async () => {
    const problems: string[] = [];
    let asked = 0;
    scope = {
      ...scope,
      members: (pods) => {
        asked++;
        return asked === 2 ? Promise.reject(new KubeError('timeout', 'too slow')) : Promise.resolve(pods);
      },
    };
    api.watches = [open(change('ADDED', 'c'))];
    await listsUntil((names) => names === 'a b c', {
      ...QUICK,
      onProblem: (problem) => problems.push(problem),
    });
    expect(problems).toEqual(['too slow']);
    expect(asked).toBe(3);
  });

  it('does not ask for its members all the time either', async () => {
    let asked = 0;
    scope = {
      ...scope,
      members: (pods) =>
        asked++ === 0 ? Promise.resolve(pods) : Promise.reject(new KubeError('timeout', 'slow')),
    };
    api.watches = [open(change('ADDED', 'c'))];
    const reading = listsUntil(() => false, { ...QUICK, backoffMs: [1, 50] });
    await sleep(300);
    stop.abort();
    await reading;
    expect(asked).toBeLessThanOrEqual(8);
    expect(asked).toBeGreaterThanOrEqual(3);
  });
});

it('seriesKey tells one life of a container from every other', () => {
  const lives = [
    seriesKey({ uid: 'u1' }, { name: 'app', restartCount: 0 }),
    seriesKey({ uid: 'u1' }, { name: 'app', restartCount: 1 }),
    seriesKey({ uid: 'u1' }, { name: 'mesh', restartCount: 0 }),
    seriesKey({ uid: 'u2' }, { name: 'app', restartCount: 0 }),
  ];
  expect(new Set(lives).size).toBe(4);
  expect(lives[1]).toBe('u1/app/1');
});
