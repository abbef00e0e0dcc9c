import { PassThrough, Writable } from 'node:stream';
import { runPprof } from '../../packages/cli/src/pprof/run-pprof.js';

export interface PprofRun {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** One command line of `heaptide pprof` in this process, which spares the start of another. */
export async function runInProcess(
  args: readonly string[],
  { cwd, stdin: script = '', env = {}, signal = new AbortController().signal }: RunOptions,
): Promise<PprofRun> {
  const stdin = new PassThrough();
  stdin.end(script);
  const [stdout, stderr] = [recorder(), recorder()];
  const exit = await runPprof(args, {
    stdin,
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: { PATH: process.env.PATH ?? '', ...env },
    cwd,
    signal,
  });
  return { exit, stdout: stdout.text(), stderr: stderr.text() };
}

function recorder() {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString() };
}
