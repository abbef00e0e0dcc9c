import { HeaptideError, type PodEnding, type WatchedPod } from '@heaptide/targets';
import { afterEach, describe, expect, test } from 'vitest';
import type { WorkloadOptions } from '../../src/workload/engine/workload-options.js';
import { MIB, OOM_KILLED, podCaptures, samplePod, START } from './pod-samples.js';
import { type RunningWorkload, runWorkload } from './running-workload.js';
import { ScriptedWorkload } from './scripted-workload.js';

const leaky = podCaptures({ pid: 1, leaks: true });
const healthy = podCaptures({ pid: 2, leaks: false });
const started: RunningWorkload[] = [];

afterEach(async () => {
  for (const each of started.splice(0)) await each.stop();
});

function workloadOf(pods: readonly WatchedPod[], options: Partial<WorkloadOptions> = {}) {
  const source = new ScriptedWorkload(pods);
  for (const pod of pods) source.scripts.set(pod.key, leaky);
  const run = runWorkload(source, options);
  started.push(run);
  return { source, ...run };
}

const names = (count: number) => Array.from({ length: count }, (_, i) => `web-${String(i).padStart(2, '0')}`);
const captured =
  (count: number) =>
  ({ pods }: RunningWorkload['states'][number]) =>
    pods.length > 0 && pods.every(({ captureCount }) => captureCount >= count);

test('every pod is captured once a round, at most four at a time', async () => {
  const pods = names(20).map((name) => samplePod(name));
  const { source, passUntil } = workloadOf(pods);
  const state = await passUntil(captured(3));
  expect(source.mostUnderWay).toBe(4);
  expect(state.podCount).toBe(20);
  expect(Math.max(...state.pods.map(({ captureCount }) => captureCount))).toBeLessThanOrEqual(5);
});

test('a leak in all pods is one site of all of them, with what they keep together', async () => {
  const pods = names(4).map((name) => samplePod(name));
  const { passUntil } = workloadOf(pods);
  const { sites, verdict } = await passUntil(({ verdict }) => verdict.found === 4);
  expect(verdict).toMatchObject({ verdict: 'leak', found: 4, answering: 4 });
  expect(verdict.alone).toBeUndefined();
  const [first, ...others] = sites;
  expect(first).toMatchObject({
    function: 'newSession',
    file: '/app/session-table.js',
    leaks: 4,
    confirmed: 4,
  });
  expect(others).toEqual([]);
  const { least, most, median } = first!.perUnit;
  expect(least).toBeGreaterThan(0);
  expect(median).toBeGreaterThanOrEqual(least);
  expect(most).toBeGreaterThanOrEqual(median);
});

test('when one pod of several leaks, the work of the others is told', async () => {
  const [first, ...others] = names(3).map((name) => samplePod(name));
  const { source, passUntil } = workloadOf([first!, ...others]);
  for (const pod of others) source.scripts.set(pod.key, healthy);
  const { verdict, sites } = await passUntil(
    ({ verdict, pods }) => verdict.found === 1 && pods.every(({ isJudged }) => isJudged),
  );
  expect(sites[0]).toMatchObject({ function: 'newSession', leaks: 1 });
  expect(verdict.alone).toMatchObject({ pod: 'web-00', unit: 'sessions' });
  expect(verdict.alone!.othersPerSecond).toBeCloseTo(verdict.alone!.workPerSecond);
});

describe('lives', () => {
  const again = samplePod('web-00', { restarts: 1, ending: OOM_KILLED });

  test('a container that was started again is a series of its own, and what it was stays as history', async () => {
    const pod = samplePod('web-00');
    const { source, passUntil, states } = workloadOf([pod]);
    const before = await passUntil(({ verdict }) => verdict.verdict === 'leak');
    const captures = before.captureCount;
    // The heap falls, and rises again: over both lives together nothing would be seen to grow.
    source.scripts.set(again.key, podCaptures({ pid: 77, leaks: true }));
    source.tell([again]);
    const { pods, history } = await passUntil(
      ({ pods }) => (pods[0]?.captureCount ?? 0) >= 2 && pods[0]!.pod.restarts === 1,
    );
    expect(history).toHaveLength(1);
    expect(history[0]).toMatchObject({
      how: 'restarted',
      pod: { restarts: 0 },
      ending: { short: 'OOMKilled', isOutOfMemory: true },
      growth: { verdict: 'leak', sites: [{ function: 'newSession' }] },
    });
    expect(history[0]!.captureCount).toBeGreaterThanOrEqual(captures);
    expect(pods).toHaveLength(1);
    expect(pods[0]!.growth).toMatchObject({ verdict: 'inconclusive', perSecond: 0, sites: [] });
    // No state ever had growth of the new life from captures of the old one.
    const early = states.flatMap(({ pods: rows }) =>
      rows.filter(({ pod, captureCount }) => pod.restarts === 1 && captureCount < 3),
    );
    expect(early.length).toBeGreaterThan(0);
    for (const { growth } of early) expect(growth?.perSecond ?? 0).toBe(0);
    expect(source.closed).toEqual([pod.key]);
  });

  test('each life comes to a verdict by itself', async () => {
    const { source, passUntil } = workloadOf([samplePod('web-00')]);
    await passUntil(({ verdict }) => verdict.verdict === 'leak');
    source.scripts.set(again.key, podCaptures({ pid: 77, leaks: false }));
    source.tell([again]);
    const { verdict, sites } = await passUntil(({ verdict }) => verdict.verdict === 'clean');
    expect([verdict.found, sites]).toEqual([0, []]);
  });

  test('a pod that took the place of another is another', async () => {
    const { source, passUntil } = workloadOf([samplePod('web-00')]);
    await passUntil(captured(2));
    const next = samplePod('web-00', { uid: 'uid-new' });
    source.scripts.set(next.key, podCaptures({ pid: 78, leaks: true }));
    source.tell([next]);
    const { history, pods } = await passUntil(
      ({ pods: [row] }) => row?.pod.uid === 'uid-new' && row.captureCount === 1,
    );
    expect(history.map(({ how, pod }) => [how, pod.uid])).toEqual([['gone', 'uid-web-00']]);
    expect(pods[0]!.growth?.verdict).toBe('inconclusive');
  });

  test('another process in the same container begins anew, too', async () => {
    const { source, passUntil } = workloadOf([samplePod('web-00')]);
    const other = podCaptures({ pid: 99, leaks: true });
    source.scripts.set('uid-web-00/app/0', (index) => (index < 3 ? leaky(index) : other(index)));
    const { history, pods } = await passUntil(({ history }) => history.length === 1);
    expect(history[0]).toMatchObject({ how: 'another-process', captureCount: 3 });
    expect(pods[0]!.captureCount).toBe(1);
  });

  const ENDINGS: readonly (readonly [string, PodEnding])[] = [
    ['OOMKilled', OOM_KILLED],
    ['137, not OOMKilled', { short: '137, not OOMKilled', words: 'SIGKILL', isOutOfMemory: false }],
    ['134 heap', { short: '134 heap', words: 'V8 found no memory', isOutOfMemory: true }],
    ['139', { short: '139', words: 'segmentation fault', isOutOfMemory: false }],
  ];

  test.each(ENDINGS)('the history says how a life ended: %s', async (_, ending) => {
    const pod = samplePod('web-00');
    const { source, until } = workloadOf([pod]);
    await until(captured(1));
    const next = samplePod('web-00', { restarts: 1, ending });
    source.scripts.set(next.key, leaky);
    source.tell([next]);
    const { history } = await until(({ history }) => history.length === 1);
    expect(history[0]!.ending).toEqual(ending);
  });

  test('of very many lives the newest stay, and all are counted', async () => {
    const { source, until } = workloadOf([samplePod('web-00')]);
    for (let restarts = 1; restarts <= 60; restarts++) {
      const next = samplePod('web-00', { restarts });
      source.scripts.set(next.key, leaky);
      source.tell([next]);
      await until(({ pods }) => pods[0]?.pod.restarts === restarts);
    }
    const { history, endedCount } = await until(({ endedCount }) => endedCount === 60);
    expect([history.length, endedCount, history[0]!.pod.restarts]).toEqual([50, 60, 59]);
  });
});

describe('pods that do not answer', () => {
  test.each([
    new HeaptideError('HT_E_PORT_REFUSED', 'nothing listens on port 6060 of web-00'),
    new HeaptideError('HT_E_UNREACHABLE', 'cannot reach web-00'),
    new HeaptideError('HT_E_BAD_ANSWER', 'web-00 answered 404 Not Found'),
  ])('one without an agent says so, and is asked rarely: $code', async (problem) => {
    const pods = names(2).map((name) => samplePod(name));
    const { source, passUntil } = workloadOf(pods);
    source.scripts.set(pods[0]!.key, () => Promise.reject(problem));
    const state = await passUntil(({ pods }) => (pods[1]?.captureCount ?? 0) >= 13);
    expect(state.pods[0]).toMatchObject({ standing: 'no-agent', problem: problem.message, captureCount: 0 });
    expect(source.requests.get(pods[0]!.key)).toBeLessThanOrEqual(4);
  });

  test('one that answered before is tried again soon, and its series goes on', async () => {
    const pod = samplePod('web-00');
    const { source, passUntil } = workloadOf([pod]);
    let failures = 0;
    source.scripts.set(pod.key, (index) => {
      if (index < 2 || failures++ >= 2) return leaky(index);
      return Promise.reject(new HeaptideError('HT_E_PORT_REFUSED', 'refused'));
    });
    await passUntil(({ pods }) => pods[0]?.standing === 'fails');
    const { pods, endedCount } = await passUntil(({ pods }) => pods[0]!.captureCount === 4);
    expect([pods[0]!.standing, pods[0]!.problem, endedCount]).toEqual(['answers', undefined, 0]);
  });

  test('what does not run is not asked, and its row says why', async () => {
    const waiting = samplePod('web-00', { state: 'waiting', reason: 'CrashLoopBackOff', restarts: 5 });
    const { source, passUntil } = workloadOf([waiting, samplePod('web-01')]);
    const { pods } = await passUntil(({ pods }) => (pods[1]?.captureCount ?? 0) >= 2);
    expect(pods[0]).toMatchObject({ standing: 'not-running', captureCount: 0 });
    expect(source.requests.get(waiting.key)).toBeUndefined();
  });

  test('an error that is none of ours ends the watch', async () => {
    const pod = samplePod('web-00');
    const { source, running, passUntil } = workloadOf([pod]);
    source.scripts.set(pod.key, (index) =>
      index < 1 ? leaky(index) : Promise.reject(new TypeError('a defect')),
    );
    void passUntil(({ captureCount }) => captureCount === 9).catch(() => undefined);
    await expect(running).rejects.toThrow('a defect');
  });
});

describe('near the limit', () => {
  const pod = samplePod('web-00');
  const full = (shares: readonly number[]) => {
    const captures = shares.map((share) =>
      podCaptures({
        pid: 1,
        leaks: true,
        memory: { cgroup: { usage: share * 128 * MIB, limit: 128 * MIB } },
      }),
    );
    return (index: number) => captures[Math.min(index, captures.length - 1)]!(index);
  };
  const saving = () => {
    const saved: number[] = [];
    const write: NonNullable<WorkloadOptions['captureNear']>['write'] = (
      { capture },
      { pod: { name }, directory },
    ) => {
      saved.push(Math.round((100 * capture.metadata!.cgroup!.usage) / (128 * MIB)));
      return Promise.resolve(`${directory}/${name}.pb.gz`);
    };
    return { saved, captureNear: { share: 0.85, directory: 'near', write } };
  };

  test('one capture is saved, and another only when it is fuller by five percent', async () => {
    const { saved, captureNear } = saving();
    const { source, passUntil } = workloadOf([pod], { captureNear });
    source.scripts.set(pod.key, full([0.5, 0.84, 0.86, 0.87, 0.9, 0.92, 0.93, 0.7, 0.93, 0.98]));
    const { pods } = await passUntil(captured(10));
    expect(saved).toEqual([86, 92, 98]);
    expect(pods[0]!.nearLimit).toMatchObject({ path: 'near/web-00.pb.gz' });
  });

  test('every life is saved for itself', async () => {
    const { saved, captureNear } = saving();
    const { source, passUntil } = workloadOf([pod], { captureNear });
    source.scripts.set(pod.key, full([0.9]));
    await passUntil(captured(2));
    const again = samplePod('web-00', { restarts: 1 });
    source.scripts.set(again.key, full([0.91]));
    source.tell([again]);
    await passUntil(({ pods }) => pods[0]!.pod.restarts === 1 && pods[0]!.captureCount === 2);
    expect(saved).toEqual([90, 91]);
  });

  test('what the cluster measures has a pod captured before its turn', async () => {
    const { saved, captureNear } = saving();
    const { source, passUntil, until, clock } = workloadOf([pod], { captureNear, everyMs: 3_600_000 });
    source.scripts.set(pod.key, full([0.5, 0.9]));
    await until(captured(1));
    source.measured = new Map([['web-00', 0.95 * 128 * MIB]]);
    await passUntil(({ pods }) => pods[0]!.nearLimit !== undefined || clock.time > START + 1_800_000);
    expect(saved).toEqual([90]);
  });

  test('a directory that cannot be written to is told, and the watch goes on', async () => {
    const write = () => Promise.reject(new HeaptideError('HT_E_UNWRITABLE', 'cannot write near/x: no space'));
    const { source, passUntil } = workloadOf([pod], {
      captureNear: { share: 0.85, directory: 'near', write },
    });
    source.scripts.set(pod.key, full([0.9]));
    const state = await passUntil(captured(3));
    expect(state.problem).toBe('cannot write near/x: no space');
    expect(state.pods[0]!.standing).toBe('answers');
  });
});

describe('the list of pods', () => {
  test('when it cannot be read once, the watch fails', async () => {
    const source = new ScriptedWorkload([]);
    source.problem = new HeaptideError('HT_E_NO_SUCH_POD', 'there is no deployment "proxy"');
    const run = runWorkload(source);
    await expect(run.running).rejects.toThrow('there is no deployment');
    await run.stop();
  });

  test('when it is lost later, captures go on, and it is read again', async () => {
    const { source, passUntil, until } = workloadOf([samplePod('web-00')]);
    await until(captured(1));
    source.lose(new HeaptideError('HT_E_NO_CLUSTER', 'the cluster does not answer'));
    const lost = await until(({ connection }) => connection.state === 'lost');
    expect(lost.connection).toMatchObject({ reason: 'the cluster does not answer', retryAt: START + 1000 });
    const back = await passUntil(({ connection }) => connection.state === 'live');
    expect(back.endedCount).toBe(0);
  });

  test('beyond two hundred pods the rest is counted', async () => {
    const pods = Array.from({ length: 203 }, (_, i) => samplePod(`web-${String(i).padStart(3, '0')}`));
    const { until, source } = workloadOf(pods);
    const state = await until(
      (now) => now.pods.length > 0 && now.pods.every(({ standing }) => standing === 'answers'),
    );
    expect([state.pods.length, state.podCount, source.requests.size]).toEqual([200, 203, 200]);
  });
});

test('the state stands still while it is held, and captures go on', async () => {
  const { engine, passUntil } = workloadOf([samplePod('web-00')]);
  await passUntil(captured(2));
  engine.hold();
  const held = await passUntil(({ queued }) => queued >= 2);
  expect([held.paused, held.pods[0]!.captureCount]).toEqual([true, 2]);
  engine.release();
  expect(engine.getSnapshot().pods[0]!.captureCount).toBeGreaterThanOrEqual(4);
});

test('a counter that the pods do not have is wrong usage', async () => {
  const { running } = workloadOf([samplePod('web-00')], { unit: 'parcels' });
  await expect(running).rejects.toMatchObject({ code: 'HT_E_USAGE' });
});

test('after its time no capture begins, and those under way are awaited', async () => {
  const pod = samplePod('web-00');
  const { source, running, clock, until, engine } = workloadOf([pod], { durationMs: 1000 });
  let answer: () => void = () => undefined;
  source.scripts.set(pod.key, async (index) => {
    await new Promise<void>((resolve) => (answer = resolve));
    return leaky(index);
  });
  await until(({ pods }) => pods[0]?.isCapturing === true);
  clock.move(2000);
  answer();
  await running;
  expect([engine.getSnapshot().captureCount, source.requests.get(pod.key)]).toEqual([1, 1]);
});

test('closing closes every connection, and the source', async () => {
  const pods = names(3).map((name) => samplePod(name));
  const { source, until, stop } = workloadOf(pods, { closingNotes: () => ['bye'] });
  await until(captured(1));
  expect(await stop()).toEqual(['bye']);
  expect([source.closed.toSorted(), source.isClosed]).toEqual([pods.map(({ key }) => key), true]);
});
