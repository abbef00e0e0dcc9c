import { spawn } from 'node:child_process';

const LIMIT_MS = 20_000;

/** How a node process went that ended by itself. */
export interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** How to run it. */
export interface RunOptions {
  /** Path of the node to run, by default the one that runs this. */
  readonly node?: string;
  /** Called with all that it has written on stderr so far, whenever that has grown. */
  readonly onStderr?: (text: string) => void;
}

/** Runs node to its end; one that takes longer than 20 s is killed. */
export function runNode(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { node = process.execPath, onStderr }: RunOptions = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(HEAPTIDE_|NODE_OPTIONS$)/.test(name),
    );
    const child = spawn(node, args, {
      env: { ...Object.fromEntries(inherited), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      onStderr?.(stderr);
    });
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({ code, signal, stdout, stderr, milliseconds: performance.now() - begin }),
    );
  });
}
