import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runPostmortem } from './run-postmortem.js';

/** A program that keeps sessions in a dictionary, writes two heap snapshots and a report as Node.js names and counts them. */
const PROGRAM = `
import { writeHeapSnapshot } from 'node:v8';
class SessionRecord { constructor(id) { this.id = id; this.headers = { host: 'h' + id }; this.tags = [id, id + 1]; } }
class Registry { sessions = new Map(); }
const tenants = { ['acme-4711@example.org']: new Registry() };
globalThis.tenants = tenants;
let id = 0;
const open = (many) => { for (let i = 0; i < many; i++) tenants['acme-4711@example.org'].sessions.set('secret-' + id, new SessionRecord(id++)); };
open(20_000);
const two = (n) => String(n).padStart(2, '0');
const now = new Date();
const day = now.getFullYear() + two(now.getMonth() + 1) + two(now.getDate());
const time = two(now.getHours()) + two(now.getMinutes()) + two(now.getSeconds());
const end = '.' + day + '.' + time + '.' + process.pid + '.0.00';
const file = (n) => process.argv[2] + '/Heap' + end + n + '.heapsnapshot';
writeHeapSnapshot(file(1));
open(20_000);
writeHeapSnapshot(file(2));
process.report.directory = process.argv[2];
process.report.writeReport('report' + end + '3.json');
`;

interface Json {
  readonly verdict: string;
  readonly text: string;
  readonly confidence: string;
  readonly death: { readonly kind: string };
  readonly holder: { readonly class: string; readonly name: string } | null;
  readonly leakedClass: string | null;
  readonly count: number | null;
  readonly gaps: readonly string[];
}

let left: string;
let first: string;
let second: string;
beforeAll(async () => {
  left = await mkdtemp(join(tmpdir(), 'heaptide-left-'));
  const program = join(left, 'program.mjs');
  await writeFile(program, PROGRAM);
  await promisify(execFile)(process.execPath, [program, left], {
    timeout: 60_000,
    env: { API_KEY: 'hunter2' },
  });
  await rm(program);
  [first = '', second = ''] = (await readdir(left))
    .filter((name) => name.endsWith('.heapsnapshot'))
    .sort()
    .map((name) => join(left, name));
}, 90_000);
afterAll(() => rm(left, { recursive: true }));

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'heaptide-postmortem-test-'));
  return () => rm(directory, { recursive: true });
});

async function judge(...args: readonly string[]): Promise<Json & { readonly exit: number }> {
  const { exit, stdout, error } = await runPostmortem([...args, '--json']);
  expect(error).toBeUndefined();
  return { exit, ...(JSON.parse(stdout) as Json) };
}

describe('heaptide postmortem', { timeout: 30_000 }, () => {
  it('names holder and class by two heap snapshots, and exits with 1', async () => {
    expect(await judge(left)).toMatchObject({
      exit: 1,
      verdict: 'leak',
      holder: { class: 'Map' },
      leakedClass: 'SessionRecord',
      count: 40_000,
    });
  });

  it('shows neither what strings hold, nor keys of data, nor values of the environment', async () => {
    for (const form of ['--json', '--markdown', '--all-text']) {
      const { stdout } = await runPostmortem(form === '--all-text' ? [left] : [left, form]);
      expect(stdout).toContain('SessionRecord');
      expect(stdout).not.toMatch(/4711|example\.org|secret-|hunter2/);
    }
    const { stdout } = await runPostmortem([left, '--show-strings', '--json']);
    expect(stdout).toContain('4711@example.org');
    expect(stdout).not.toContain('hunter2');
  });

  it('calls nothing a leak by one heap snapshot, and exits with 0', async () => {
    expect(await judge(second)).toMatchObject({
      exit: 0,
      verdict: 'accumulation',
      confidence: 'low',
      leakedClass: 'SessionRecord',
      count: 40_000,
    });
  });

  it('counts what there is in a heap snapshot that was cut', async () => {
    const cut = join(directory, 'Heap.20261127.133001.4242.0.001.heapsnapshot');
    await copyFile(first, cut);
    await truncate(cut, Math.floor((await stat(first)).size / 2));
    const { exit, verdict, gaps } = await judge(directory);
    expect({ exit, verdict }).toEqual({ exit: 0, verdict: 'none' });
    expect(gaps.join('\n')).toMatch(
      /ends too soon.*it tells how much there is of each type, not who keeps it; of what is there: .*\d/,
    );
  });

  it('tells of a heap snapshot of 0 bytes why it is empty', async () => {
    await writeFile(join(directory, 'Heap.20261127.133001.4242.0.001.heapsnapshot'), '');
    const { exit, gaps } = await judge(directory);
    expect(exit).toBe(0);
    expect(gaps[0]).toMatch(
      /is empty: the process was killed while V8 built it in memory, which takes about 8 to 11 times the heap/,
    );
  });

  it('takes the kind of the death from the status of the pod', async () => {
    const pod = join(directory, 'pod.json');
    const terminated = { reason: 'OOMKilled', exitCode: 137, finishedAt: '2026-11-27T13:30:29Z' };
    await writeFile(
      pod,
      JSON.stringify({
        kind: 'Pod',
        apiVersion: 'v1',
        metadata: { name: 'api', namespace: 'shop' },
        spec: { containers: [{ name: 'app', env: [{ name: 'API_KEY', value: 'hunter2' }] }] },
        status: { containerStatuses: [{ name: 'app', restartCount: 1, lastState: { terminated } }] },
      }),
    );
    const report = await judge(directory, '--pod', pod);
    expect(report).toMatchObject({ exit: 0, death: { kind: 'kernel' } });
    expect(JSON.stringify(report)).not.toContain('hunter2');
  });

  it('writes one page, for its owner alone', async () => {
    const page = join(directory, 'report.html');
    expect((await runPostmortem([second, '--html', page])).stdout).toMatch(/^POSTMORTEM/);
    expect(await readFile(page, 'utf8')).toMatch(/^<!doctype html>.*SessionRecord/s);
    expect((await stat(page)).mode & 0o777).toBe(0o600);
  });

  it.each([
    [['http://127.0.0.1:6060'], 'HT_E_USAGE'],
    [['pod/a', 'pod/b'], 'HT_E_USAGE'],
    [['.', '--save', 'x'], 'HT_E_USAGE'],
    [['.', '--json', '--markdown'], 'HT_E_USAGE'],
    [['./not-there'], 'HT_E_NO_SUCH_FILE'],
  ])('refuses %j with %s', async (args, code) => {
    const { exit, stdout, error } = await runPostmortem(args);
    expect(error).toMatchObject({ code });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
  });

  it('says what to set where nothing tells of a process', async () => {
    const nothing = await runPostmortem([directory]);
    expect(nothing.error).toMatchObject({
      code: 'HT_E_NO_CAPTURES',
      message: expect.stringContaining('HEAPTIDE_RING') as string,
    });
    await writeFile(join(directory, 'picture.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]));
    expect((await runPostmortem([directory])).error).toMatchObject({ code: 'HT_E_NO_CAPTURES' });
  });
});
