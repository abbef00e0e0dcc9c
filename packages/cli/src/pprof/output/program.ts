import { spawn } from 'node:child_process';

export interface ProgramRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly input: string | Uint8Array;
  readonly signal: AbortSignal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs: number;
  /** Bound on what it prints. */
  readonly maxBytes: number;
  /** Takes what it prints on stderr. */
  readonly onStderr: (text: string) => void;
}

/** How a program ended: with all of its stdout, or with why not. */
export type ProgramEnd =
  | { readonly kind: 'done'; readonly output: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Runs a program to its end, within bounds of time and size. */
export function runProgram(run: ProgramRun): Promise<ProgramEnd> {
  const { command, args, input, signal, env, timeoutMs, maxBytes, onStderr } = run;
  return new Promise((resolve) => {
    const child = spawn(command, [...args], { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let trouble: string | undefined;
    const give = (reason: string): void => {
      trouble ??= reason;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(() => give(`not done after ${timeoutMs / 1000}s`), timeoutMs);
    const stop = (): void => give('interrupted');
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    const chunks: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > maxBytes) give(`more than ${maxBytes >> 20} MiB of output`);
      else chunks.push(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', onStderr);
    const settle = (end: ProgramEnd): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      resolve(end);
    };
    child.on('error', (error: NodeJS.ErrnoException) => {
      settle(error.code === 'ENOENT' ? { kind: 'missing' } : { kind: 'failed', reason: error.message });
    });
    child.on('close', (code, by) => {
      if (trouble !== undefined) settle({ kind: 'failed', reason: trouble });
      else if (code === 0) settle({ kind: 'done', output: Buffer.concat(chunks) });
      else settle({ kind: 'failed', reason: by === null ? `exit status ${code}` : `signal: ${by}` });
    });
    // A program that ends before it has read everything tells so by its status.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
