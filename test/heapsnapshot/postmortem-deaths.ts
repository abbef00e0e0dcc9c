import {
  closeSync,
  existsSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { REGISTER } from '../agent/workbench.js';
import { launchProgram } from '../support/child-program.js';
import type { MemoryCgroup } from '../support/memory-cgroup.js';
import { runCli } from '../support/run-cli.js';

const PROGRAM = fileURLToPath(new URL('../../fixtures/apps/deaths/leaky-sessions.mjs', import.meta.url));
const LIFE_LIMIT_MS = 300_000;
/** Reading and judging hundreds of megabytes of heap snapshots beside other work. */
const READ_LIMIT_MS = 120_000;
const LOOK_EVERY_MS = 2;

/** How a program is made to die. */
export interface DeathOptions {
  /** Node to run it with, by default the one that runs this. */
  readonly node?: string;
  /** MB/s of sessions. */
  readonly rate: number;
  readonly nodeArgs?: readonly string[];
  readonly cgroup?: MemoryCgroup;
  /** Keeps captures in the directory, too. */
  readonly ring?: boolean;
  /** Sent one after another, each once and as soon as `isTime` says so, which is asked again and again with the directory. */
  readonly signals?: readonly {
    readonly name: NodeJS.Signals;
    readonly isTime: (directory: string) => boolean;
  }[];
}

/** A program that is dead, and the directory of what it left. */
export interface Remains {
  readonly directory: string;
  readonly pid: number;
  /** Exit code; `null` when a signal ended it. */
  readonly code: number | null;
  /** Milliseconds of the epoch. */
  readonly startedAt: number;
  readonly finishedAt: number;
  remove(): void;
}

/** Options with which V8 leaves in `directory` what it can at its heap limit. */
export function leavingAll(directory: string, snapshots: number): readonly string[] {
  return [
    `--heapsnapshot-near-heap-limit=${snapshots}`,
    '--report-on-fatalerror',
    `--diagnostic-dir=${directory}`,
    `--report-dir=${directory}`,
  ];
}

/** Options with which SIGUSR2 has V8 write a heap snapshot into `directory`, however little memory there is. */
export function snapshotsOnSignal(directory: string): readonly string[] {
  return ['--heapsnapshot-signal=SIGUSR2', `--diagnostic-dir=${directory}`];
}

/** A new directory for what a program is going to leave. */
export function directoryForRemains(): string {
  return mkdtempSync(join(tmpdir(), 'heaptide-death-'));
}

/** Runs the program that keeps all of its sessions until it is dead; what it wrote on stderr is `app.log`. */
export async function dieOfSessions(directory: string, options: DeathOptions): Promise<Remains> {
  const { node, rate, nodeArgs = [], cgroup, ring = false, signals = [] } = options;
  const startedAt = Date.now();
  const program = launchProgram({
    ...(node === undefined ? {} : { execPath: node }),
    args: [PROGRAM, `--rate=${rate}`],
    nodeArgs: [...(cgroup?.nodeArgs ?? []), ...nodeArgs, ...(ring ? ['--import', REGISTER] : [])],
    env: {
      NODE_OPTIONS: undefined,
      HEAPTIDE_ADDR: undefined,
      HEAPTIDE_SERVICE: 'sessions',
      HEAPTIDE_INTERVAL: '16384',
      HEAPTIDE_RING: ring ? directory : undefined,
      SECRET_OF_THE_TEST: 'hunter2',
    },
  });
  const limit = setTimeout(() => void program.stop(), LIFE_LIMIT_MS);
  const dead = new AbortController();
  const exited = program.exited.finally(() => dead.abort());
  try {
    for (const { name, isTime } of signals) {
      if (await isTimeBeforeDeath(() => isTime(directory), dead.signal)) process.kill(program.pid, name);
    }
    const code = await exited;
    writeFileSync(join(directory, 'app.log'), program.stderr());
    const remove = () => rmSync(directory, { recursive: true });
    return { directory, pid: program.pid, code, startedAt, finishedAt: Date.now(), remove };
  } finally {
    clearTimeout(limit);
    await program.stop();
  }
}

/** Resolves as soon as `isTime` says so, to `true`, or when the process is dead. */
async function isTimeBeforeDeath(isTime: () => boolean, dead: AbortSignal): Promise<boolean> {
  while (!dead.aborted) {
    if (isTime()) return true;
    await sleep(LOOK_EVERY_MS);
  }
  return false;
}

/** Whether V8 is in the middle of writing a heap snapshot. */
export function isWritingSnapshot(directory: string): boolean {
  return snapshotsIn(directory).some((path) => statSync(path).size > 0 && !isWhole(path));
}

/** How many captures a ring has in a directory. */
export function capturesIn(directory: string): number {
  return readdirSync(directory).filter((name) => name.endsWith('.pb.gz')).length;
}

/** Paths of the heap snapshots in a directory, in the order in which they were written. */
export function snapshotsIn(directory: string): string[] {
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory).filter((name) => name.endsWith('.heapsnapshot'));
  return names.sort().map((name) => join(directory, name));
}

function isWhole(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const end = Buffer.alloc(8);
    readSync(file, end, 0, end.length, Math.max(0, fstatSync(file).size - end.length));
    return end.toString('latin1').trimEnd().endsWith(']}');
  } finally {
    closeSync(file);
  }
}

/** Writes the status that Kubernetes would keep of such a death. */
export function writePodStatus({ directory, startedAt, finishedAt }: Remains, limitBytes: number): void {
  const time = (ms: number) => new Date(ms).toISOString().replace(/\.\d+/, '');
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'sessions-7c9', namespace: 'shop', uid: 'u1' },
    spec: {
      containers: [
        {
          name: 'app',
          env: [{ name: 'SECRET_OF_THE_TEST', value: 'hunter2' }],
          resources: { limits: { memory: String(limitBytes) } },
        },
      ],
    },
    status: {
      phase: 'Running',
      containerStatuses: [
        {
          name: 'app',
          ready: true,
          restartCount: 1,
          state: { running: { startedAt: time(finishedAt + 2000) } },
          lastState: {
            terminated: {
              reason: 'OOMKilled',
              exitCode: 137,
              startedAt: time(startedAt),
              // Kubernetes has whole seconds.
              finishedAt: time(finishedAt + 999),
            },
          },
        },
      ],
    },
  };
  writeFileSync(join(directory, 'pod.json'), JSON.stringify(pod, undefined, 2));
}

/** The parts of `heaptide.postmortem/1` that the tests ask for. */
export interface Verdict {
  readonly schema: string;
  readonly process: { readonly pid?: number; readonly nodeVersion?: string; readonly name?: string };
  readonly death: { readonly kind: string; readonly space?: string; readonly evidence: readonly string[] };
  readonly verdict: string;
  readonly holder: { readonly class: string; readonly name: string } | null;
  readonly leakedClass: string | null;
  readonly site: {
    readonly function: string;
    readonly file: string;
    readonly line: number;
    readonly join?: string;
  } | null;
  readonly confidence: string;
  readonly gaps: readonly string[];
  readonly next: readonly string[];
  readonly files: readonly { readonly path: string; readonly kind: string; readonly state: string }[];
}

/** What `heaptide postmortem` says of a directory. Nothing of the environment may be in it. */
export async function postmortemOf(
  directory: string,
): Promise<{ readonly exit: number; readonly report: Verdict }> {
  const { exit, stdout, stderr } = await runCli(['postmortem', directory, '--json'], {
    timeoutMs: READ_LIMIT_MS,
  });
  if (exit > 1) throw new Error(`exit ${exit}: ${stderr}`);
  if ((stdout + stderr).includes('hunter2'))
    throw new Error(`a value of the environment is shown: ${stdout}`);
  return { exit, report: JSON.parse(stdout) as Verdict };
}
