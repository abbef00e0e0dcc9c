import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

const RUN_LIMIT_MS = 15_000;
const STOP_GRACE_MS = 2_000;
const OUTPUT_LIMIT_CHARS = 1 << 20;

export interface KubectlResult {
  /** `null` when it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A kubectl that runs until it is stopped, or ends by itself. */
export interface RunningKubectl {
  readonly pid: number;
  /** What it has printed so far, the last 1 MiB of it. */
  stdout(): string;
  stderr(): string;
  /** Resolves once it has ended and all of its output is read. */
  readonly ended: Promise<KubectlResult>;
  /** Resolves to what `pattern` finds on stdout. Rejects when it has not within 15 s, or kubectl ends before. */
  found(pattern: RegExp): Promise<RegExpExecArray>;
  /** SIGINT, and SIGKILL after 2 s. */
  stop(): Promise<KubectlResult>;
}

const living = new Set<ChildProcessWithoutNullStreams>();

function killLiving(): void {
  for (const child of living) child.kill('SIGKILL');
}

process.once('exit', killLiving);
// A test worker whose runner was killed lives on without it.
process.once('disconnect', killLiving);

/** Runs kubectl to its end, which comes after 15 s at the latest. */
export async function runKubectl(
  path: string,
  args: readonly string[],
  { env, stdin = '' }: { readonly env: NodeJS.ProcessEnv; readonly stdin?: string },
): Promise<KubectlResult> {
  const { child, kubectl } = launch(path, args, env);
  const timer = setTimeout(() => child.kill('SIGKILL'), RUN_LIMIT_MS);
  child.stdin.end(stdin);
  const result = await kubectl.ended;
  clearTimeout(timer);
  return result;
}

/** Whoever starts it stops it. It ends with this process at the latest. */
export function startKubectl(path: string, args: readonly string[], env: NodeJS.ProcessEnv): RunningKubectl {
  const { child, kubectl } = launch(path, args, env);
  child.stdin.end();
  return kubectl;
}

function launch(
  path: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): { readonly child: ChildProcessWithoutNullStreams; readonly kubectl: RunningKubectl } {
  const child = spawn(path, args, { env });
  living.add(child);
  child.stdin.on('error', () => undefined);
  let stdout = '';
  let stderr = '';
  let look: () => void = () => undefined;
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout = (stdout + chunk).slice(-OUTPUT_LIMIT_CHARS);
    look();
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr = (stderr + chunk).slice(-OUTPUT_LIMIT_CHARS);
  });
  const ended = new Promise<KubectlResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      living.delete(child);
      resolve({ code, stdout, stderr });
    });
  });
  const found = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const fail = () => reject(new Error(`no ${pattern.source} in ${stdout}; stderr: ${stderr}`));
      const timer = setTimeout(fail, RUN_LIMIT_MS);
      look = () => {
        const match = pattern.exec(stdout);
        if (!match) return;
        clearTimeout(timer);
        resolve(match);
      };
      look();
      void ended.then(() => {
        clearTimeout(timer);
        fail();
      }, reject);
    });
  const stop = async () => {
    child.kill('SIGINT');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
    const result = await ended;
    clearTimeout(timer);
    return result;
  };
  const kubectl = { pid: child.pid ?? -1, stdout: () => stdout, stderr: () => stderr, ended, found, stop };
  return { child, kubectl };
}
