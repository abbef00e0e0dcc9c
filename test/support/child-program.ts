import { type ChildProcessByStdio, spawn } from 'node:child_process';
import process from 'node:process';
import type { Readable } from 'node:stream';

const START_LIMIT_MS = 30_000;
const STOP_GRACE_MS = 5_000;
const LAST_OUTPUT_MS = 1_000;
const OUTPUT_LIMIT_CHARS = 1 << 20;
const LISTENING = /\blistening\b[^\n]*?(https?:\/\/[^\s"',]+)[^\n]*\n/;

export interface ProgramOptions {
  /** The script and its arguments. */
  readonly args: readonly string[];
  /** Options of node itself, before the script. */
  readonly nodeArgs?: readonly string[];
  /** The node to run it with, by default the one that runs this. */
  readonly execPath?: string;
  /** Added to this process's environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

/** A running node program. */
export interface LaunchedProgram {
  readonly pid: number;
  /** What it has printed so far, the last 1 MiB of it. */
  stdout(): string;
  stderr(): string;
  /** Exit code; `null` when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** SIGTERM, then SIGKILL after 5 s. Resolves once the process is gone; may be called twice. */
  stop(): Promise<void>;
}

/** A running node program that printed `listening URL` on stdout or stderr. */
export interface Program extends LaunchedProgram {
  /** The URL of its `listening` line. */
  readonly url: string;
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

const living = new Set<Child>();

/** Starts `node [nodeArgs] [args]`. It ends with this process at the latest. */
export function launchProgram(options: ProgramOptions): LaunchedProgram {
  return launch(options).program;
}

/** Starts a program and resolves once it listens. Rejects, with its output, when it does not within 30 s. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { child, program, records } = launch(options);
  try {
    return { ...program, url: await waitForUrl(child, records, program.exited) };
  } catch (error) {
    await program.stop();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${options.args.join(' ')}: ${reason}\nstdout: ${program.stdout()}\nstderr: ${program.stderr()}`,
      { cause: error },
    );
  }
}

interface Launch {
  readonly child: Child;
  readonly program: LaunchedProgram;
  readonly records: readonly OutputRecord[];
}

function launch({ args, nodeArgs = [], execPath = process.execPath, env, cwd }: ProgramOptions): Launch {
  const child = spawn(execPath, [...nodeArgs, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  living.add(child);
  const stdout = recordOutput(child.stdout);
  const stderr = recordOutput(child.stderr);
  const exited = exitOf(child);
  const program = {
    // Without a pid the program could not be started at all, which `exited` tells.
    pid: child.pid ?? -1,
    stdout: stdout.text,
    stderr: stderr.text,
    exited,
    stop: () => stopChild(child, exited),
  };
  return { child, program, records: [stdout, stderr] };
}

function exitOf(child: Child): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      living.delete(child);
      // Pipes that a grandchild holds open would keep `close` from ever coming.
      const timer = setTimeout(() => resolve(code), LAST_OUTPUT_MS);
      child.once('close', () => {
        clearTimeout(timer);
        resolve(code);
      });
    });
    child.once('error', () => resolve(null));
  });
}

interface OutputRecord {
  readonly text: () => string;
  onText: (() => void) | undefined;
}

function recordOutput(stream: Readable): OutputRecord {
  let text = '';
  const record: OutputRecord = { text: () => text, onText: undefined };
  stream.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-OUTPUT_LIMIT_CHARS);
    record.onText?.();
  });
  return record;
}

function waitForUrl(
  child: Child,
  records: readonly OutputRecord[],
  exited: Promise<number | null>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no line "listening URL" within ${START_LIMIT_MS} ms`)),
      START_LIMIT_MS,
    );
    const settle = (act: () => void) => {
      clearTimeout(timer);
      for (const record of records) record.onText = undefined;
      act();
    };
    for (const record of records) {
      record.onText = () => {
        const url = LISTENING.exec(record.text())?.[1];
        if (url !== undefined) settle(() => resolve(url));
      };
    }
    child.once('error', (error) => settle(() => reject(error)));
    void exited.then((code) => settle(() => reject(new Error(`ended with ${code} before it listened`))));
  });
}

async function stopChild(child: Child, exited: Promise<number | null>): Promise<void> {
  if (child.pid === undefined) {
    living.delete(child);
    return;
  }
  if (!living.has(child)) {
    await exited;
    return;
  }
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
  await exited;
  clearTimeout(timer);
}

function killLiving(): void {
  for (const child of living) child.kill('SIGKILL');
  living.clear();
}

process.once('exit', killLiving);
// A test worker whose runner was killed lives on without it.
process.once('disconnect', killLiving);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    killLiving();
    process.kill(process.pid, signal);
  });
}
