import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { collectEvidence } from '../../../../src/postmortem/evidence/collect-evidence.js';
import type { ProcessEvidence } from '../../../../src/postmortem/evidence/evidence.js';
import { writeCapture } from '../captures.js';
import { temporaryDirectory } from '../temporary-directory.js';

const NOON = Date.UTC(2026, 10, 27, 12);
const MINUTE = 60_000;
const iso = (time: number): string => new Date(time).toISOString();
const FATAL = 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory';
const collection = (pid: number): string =>
  `[${pid}:0xabc]    100 ms: Mark-Compact 30.0 (40.0) -> 30.0 (40.0) MB, 1 / 0 ms`;

/** What is told apart: how many of each kind. */
const counted = ({ pid, captures, snapshots, reports, logs, pods }: ProcessEvidence) => ({
  pid,
  captures: captures.length,
  snapshots: snapshots.length,
  reports: reports.length,
  logs: logs.length,
  pods: pods.length,
});

const none = { captures: 0, snapshots: 0, reports: 0, logs: 0, pods: 0 };

function podText(lives: readonly { from: number; to: number; reason?: string; code?: number }[]): string {
  const terminated = ({ from, to, reason = 'OOMKilled', code = 137 }: (typeof lives)[number]) => ({
    terminated: {
      reason,
      exitCode: code,
      startedAt: iso(from).replace('.000', ''),
      finishedAt: iso(to).replace('.000', ''),
    },
  });
  const names = lives.map((_, index) => `c${index}`);
  return JSON.stringify({
    kind: 'Pod',
    metadata: { name: 'web-7c9', uid: 'u1' },
    spec: {
      containers: names.map((name) => ({ name, env: [{ name: 'TOKEN', value: 'hunter2' }] })),
    },
    status: {
      containerStatuses: lives.map((life, index) => ({
        name: names[index],
        restartCount: 1,
        lastState: terminated(life),
      })),
    },
  });
}

it('tells two lives of process 1 apart, and gives each what it left', async () => {
  const directory = temporaryDirectory();
  const at = (name: string): string => join(directory, name);
  const first = { pid: 1, service: 'web', startedAt: iso(NOON) };
  const second = { pid: 1, service: 'web', startedAt: iso(NOON + 30 * MINUTE) };
  await writeCapture(at('a.pb.gz'), 0, { ...first, time: iso(NOON + MINUTE) });
  await writeCapture(at('b.pb.gz'), 1, { ...first, time: iso(NOON + 20 * MINUTE) });
  await writeCapture(at('c.pb.gz'), 0, { ...second, time: iso(NOON + 31 * MINUTE) });
  const snapshot = at('Heap.20261127.122100.1.0.001.heapsnapshot');
  writeFileSync(snapshot, '');
  utimesSync(snapshot, NOON / 1000, (NOON + 21 * MINUTE) / 1000);
  writeFileSync(at('pod.json'), podText([{ from: NOON, to: NOON + 22 * MINUTE }]));
  const { processes } = await collectEvidence([directory]);
  expect(processes.map(counted)).toEqual([
    { ...none, pid: 1, captures: 2, snapshots: 1, pods: 1 },
    { ...none, pid: 1, captures: 1 },
  ]);
  expect(processes[0]).toMatchObject({ name: 'web', startedAt: NOON, lastSeen: NOON + 22 * MINUTE });
  expect(JSON.stringify(processes[0]!.pods)).not.toContain('hunter2');
});

it('knows another process by a count of files that does not rise', async () => {
  const directory = temporaryDirectory();
  for (const name of ['120000.7.0.001', '120100.7.0.002', '130000.7.0.001', '130000.8.0.001']) {
    writeFileSync(join(directory, `Heap.20261127.${name}.heapsnapshot`), '');
  }
  const { processes } = await collectEvidence([directory]);
  const lives = processes.map(({ pid, snapshots }) => [pid, snapshots.map(({ sequence }) => sequence)]);
  expect(lives.sort()).toEqual([
    [7, [1]],
    [7, [1, 2]],
    [8, [1]],
  ]);
});

it('gives a log to each process that V8 names in it, and keeps what the others said out', async () => {
  const directory = temporaryDirectory();
  for (const pid of [7, 8])
    writeFileSync(join(directory, `Heap.20261127.120000.${pid}.0.001.heapsnapshot`), '');
  writeFileSync(join(directory, 'app.log'), [collection(7), FATAL, collection(8)].join('\n'));
  const { processes } = await collectEvidence([directory]);
  expect(processes.map(counted)).toEqual([
    { ...none, pid: 7, snapshots: 1, logs: 1 },
    { ...none, pid: 8, snapshots: 1, logs: 1 },
  ]);
  expect(processes.map(({ logs }) => [logs[0]!.fatal.length, logs[0]!.collections.length])).toEqual([
    [1, 1],
    [0, 1],
  ]);
});

it('gives what names nobody to the only process', async () => {
  const directory = temporaryDirectory();
  const at = (name: string): string => join(directory, name);
  await writeCapture(at('a.pb.gz'), 0, { pid: 9, startedAt: iso(NOON), time: iso(NOON + MINUTE) });
  writeFileSync(at('exit.log'), 'container exited with code 137\n');
  writeFileSync(
    at('dmesg'),
    'Memory cgroup out of memory: Killed process 31337 (node) total-vm:1kB, anon-rss:1kB\n',
  );
  const { processes } = await collectEvidence([directory]);
  expect(processes.map(counted)).toEqual([{ ...none, pid: 9, captures: 1, logs: 2 }]);
});

it('makes one process of a log and a pod alone, and says what V8 makes certain of an exit', async () => {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'web.log'), `${FATAL}\n`);
  writeFileSync(
    join(directory, 'pod.json'),
    podText([{ from: NOON, to: NOON + MINUTE, reason: 'Error', code: 134 }]),
  );
  const { processes } = await collectEvidence([directory]);
  expect(processes.map(counted)).toEqual([{ ...none, pid: undefined, logs: 1, pods: 1 }]);
  expect(processes[0]!.pods[0]!.ending).toMatchObject({ verdict: 'v8-heap-limit', exitCode: 134 });
});

it('leaves a container out that ended of its own will beside one that was killed', async () => {
  const directory = temporaryDirectory();
  await writeCapture(join(directory, 'a.pb.gz'), 0, {
    pid: 1,
    startedAt: iso(NOON),
    time: iso(NOON + MINUTE),
  });
  const life = { from: NOON, to: NOON + 2 * MINUTE };
  writeFileSync(join(directory, 'pod.json'), podText([{ ...life, reason: 'Completed', code: 0 }, life]));
  const { processes } = await collectEvidence([directory]);
  expect(processes.map(({ pods }) => pods.map(({ container }) => container.name))).toEqual([['c1']]);
});

it('puts the process first that ended last', async () => {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'ring'));
  const capture = (pid: number, time: number) =>
    writeCapture(join(directory, 'ring', `${pid}.pb.gz`), 0, { pid, startedAt: iso(NOON), time: iso(time) });
  await capture(5, NOON + 9 * MINUTE);
  await capture(6, NOON + MINUTE);
  writeFileSync(join(directory, 'a.log'), `${collection(6)}\n${FATAL}\n`);
  const { processes } = await collectEvidence([directory]);
  expect(processes.map(({ pid }) => pid)).toEqual([6, 5]);
});
