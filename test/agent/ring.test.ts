/** The capture ring as those meet it who look into its directory, ask the endpoint, or come after a kill. */
import { type Capture, readCapture } from '@heaptide/profile';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchProgram, type LaunchedProgram } from '../support/child-program.js';
import { createMemoryCgroup } from '../support/memory-cgroup.js';
import { type CliRun, runCli } from '../support/run-cli.js';
import { until } from '../support/until.js';
import { growUntilDeath, shareOfLimit, topSite } from './grower.js';
import { bytesUnder, REGISTER } from './workbench.js';

const MIB = 2 ** 20;
const PROGRAM = fileURLToPath(new URL('./programs/grower.mjs', import.meta.url));
/** MB/s: some 10 samples each second. */
const RATE = 0.2;
const INTERVAL = '16384';
const ADDRESS_LINE = /^heaptide: heap profiles at (http:\S+)$/m;
/** The ring takes captures 5, 15 and 30 s after the start. */
const THIRD_MOMENT_MS = 45_000;
const FIRST_MOMENT_MS = 20_000;
const EARLIER_LIFE = /^heaptide: (\d+) captures are left out, such as .+: of earlier lives of the process$/m;

interface CaptureList {
  readonly schema: string;
  readonly captures: readonly {
    readonly id: string;
    readonly kind: string;
    readonly bytes: number;
    readonly pid: number;
    readonly trigger?: string;
  }[];
}

let parent: string;
let directory: string;

beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'heaptide-rings-'));
  // A directory of its own kind must be the ring's doing.
  chmodSync(parent, 0o755);
  directory = join(parent, 'of', 'leaker');
});

afterAll(() => rmSync(parent, { recursive: true }));

function startLeaker(env: Record<string, string>): LaunchedProgram {
  return launchProgram({
    nodeArgs: ['--import', REGISTER],
    args: [PROGRAM, `--rate=${RATE}`],
    env: {
      NODE_OPTIONS: undefined,
      HEAPTIDE_ADDR: undefined,
      HEAPTIDE_INTERVAL: INTERVAL,
      HEAPTIDE_RING: directory,
      ...env,
    },
  });
}

/** Files in the ring of a process, in order of time; none where there is no ring yet. */
function namesOf(pid: number): string[] {
  const names = existsSync(directory) ? readdirSync(directory) : [];
  return names.filter((name) => name.includes(`-${pid}-`) && name.endsWith('.pb.gz')).sort();
}

const readKept = (name: string): Promise<Capture> => readCapture(readFileSync(join(directory, name)));

/** Sockets that a process listens on. */
function listeningSockets(pid: number): number {
  const own = readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
    } catch {
      return undefined;
    }
  });
  const listening = ['tcp', 'tcp6']
    .flatMap((family) => readFileSync(`/proc/${pid}/net/${family}`, 'utf8').split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , , state]) => state === '0A');
  return listening.filter(([, , , , , , , , , inode]) => own.includes(inode)).length;
}

describe('the ring of a program that leaks and is killed', () => {
  let killed: number;
  let stderr: string;
  let sockets: number;

  beforeAll(async () => {
    const leaker = startLeaker({});
    try {
      await until(() => namesOf(leaker.pid).length >= 3, THIRD_MOMENT_MS);
      sockets = listeningSockets(leaker.pid);
    } finally {
      process.kill(leaker.pid, 'SIGKILL');
      expect(await leaker.exited).toBe(null);
    }
    killed = leaker.pid;
    stderr = leaker.stderr();
  });

  it('needs no address: nothing listens, and stderr tells the directory', () => {
    expect(stderr).toBe(`heaptide: captures are kept in ${directory}\n`);
    expect(sockets).toBe(0);
  });

  it('is for its owner alone', () => {
    const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
    expect(modeOf(directory)).toBe('700');
    const names = readdirSync(directory);
    expect(names.map((name) => modeOf(join(directory, name)))).toEqual(names.map(() => '600'));
  });

  it('holds whole captures, in which the leak grows', async () => {
    const captures = await Promise.all(namesOf(killed).map(readKept));
    const [first, last] = [captures[0]!, captures.at(-1)!];
    const seconds = (Date.parse(last.metadata!.time) - Date.parse(first.metadata!.time)) / 1000;
    expect(seconds).toBeGreaterThan(20);
    const leaked = bytesUnder(last, 'leakObject') - bytesUnder(first, 'leakObject');
    // Four standard deviations are a quarter; the array that holds the objects counts too.
    expect(leaked / (seconds * RATE * 1e6)).toBeGreaterThan(0.7);
    expect(leaked / (seconds * RATE * 1e6)).toBeLessThan(1.4);
    expect(topSite(last).name).toBe('leakObject');
    expect(captures.map(({ metadata }) => metadata!.trigger)).toContain('clock');
    expect(captures.map(({ metadata }) => metadata!.births)).not.toContain(false);
    expect(captures.map(({ metadata }) => metadata!.externalInterval)).not.toContain(undefined);
  });

  it('is read as a series by heaptide growth', async () => {
    const { exit, stdout, stderr: told } = await runCli(['growth', directory, '--json']);
    expect([0, 1]).toContain(exit);
    expect(told).toBe('');
    const report = JSON.parse(stdout) as { captures: unknown[]; sites: { function: string }[] };
    expect(report.captures.length).toBeGreaterThanOrEqual(3);
    expect(report.sites.map((site) => site.function)).toContain('leakObject');
  });

  describe('and is started again, with an address', () => {
    let second: LaunchedProgram;
    let list: CaptureList;
    let origin: string;

    beforeAll(async () => {
      second = startLeaker({ HEAPTIDE_ADDR: '127.0.0.1:0' });
      await until(() => namesOf(second.pid).length > 0, FIRST_MOMENT_MS);
      origin = new URL(ADDRESS_LINE.exec(second.stderr())![1]!).origin;
      list = (await (await fetch(`${origin}/debug/heap/captures`)).json()) as CaptureList;
    });

    afterAll(() => second.stop());

    it('lists the captures of both lives', () => {
      expect(list.schema).toBe('heaptide.captures/1');
      const idsOf = (pid: number): string[] =>
        list.captures.filter((capture) => capture.pid === pid).map(({ id }) => id);
      expect(idsOf(killed)).toEqual(namesOf(killed));
      expect(namesOf(second.pid)).toEqual(expect.arrayContaining(idsOf(second.pid)));
      expect(list.captures.at(-1)).toMatchObject({ pid: second.pid, trigger: 'clock' });
    });

    it('gives each of them as it is on disk', async () => {
      for (const { id, bytes } of list.captures) {
        const answer = await fetch(`${origin}/debug/heap/captures/${id}`);
        const body = Buffer.from(await answer.arrayBuffer());
        expect([answer.status, body.length]).toEqual([200, bytes]);
        expect(body.equals(readFileSync(join(directory, id)))).toBe(true);
      }
      expect((await fetch(`${origin}/debug/heap/captures/..%2f..%2fpasswd`)).status).toBe(404);
    });

    it('listens on one socket', () => expect(listeningSockets(second.pid)).toBe(1));

    it('is told apart from the life before by heaptide growth', async () => {
      const run: CliRun = await runCli(['growth', directory, '--json']);
      expect([0, 1]).toContain(run.exit);
      const earlier = list.captures.filter(({ pid }) => pid === killed).length;
      expect(Number(EARLIER_LIFE.exec(run.stderr)?.[1])).toBe(earlier);
    });
  });
});

it('a kill in 128 MiB leaves a capture of the last moments, which names what grew', async ({ skip }) => {
  const cgroup = createMemoryCgroup(128 * MIB);
  if (typeof cgroup === 'string') {
    console.log(`skipped: ${cgroup}`);
    skip(cgroup);
    return;
  }
  try {
    const { code, heap } = await growUntilDeath({ rate: 50, block: true }, { cgroup });
    expect([code, cgroup.oomKills() > 0]).toEqual([null, true]);
    const last = heap.at(-1)!;
    expect(shareOfLimit(last)).toBeGreaterThan(0.8);
    expect(topSite(last).name).toBe('leakObject');
  } finally {
    cgroup.remove();
  }
});
