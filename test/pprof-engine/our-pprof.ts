import { PassThrough, Writable } from 'node:stream';
import { runPprof } from '../../packages/cli/dist/pprof/run-pprof.js';

export interface OurReport {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `heaptide pprof`, as it was built, in this process. */
export async function ourPprof(args: readonly string[], cwd: string): Promise<OurReport> {
  const stdin = new PassThrough().end();
  const [stdout, stderr] = [new Collector(), new Collector()];
  const env = { HOME: cwd, PPROF_TMPDIR: cwd };
  const exit = await runPprof(args, {
    stdin,
    stdout,
    stderr,
    env,
    cwd,
    signal: new AbortController().signal,
  });
  return { exit, stdout: stdout.text, stderr: stderr.text };
}

class Collector extends Writable {
  readonly #chunks: Buffer[] = [];

  get text(): string {
    return Buffer.concat(this.#chunks).toString();
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }
}
