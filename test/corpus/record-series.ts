import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HeapEndpoint } from '@heaptide/targets';
import { launchProgram } from '../support/child-program.js';
import { until } from '../support/until.js';
import type { CorpusProgram } from './manifest.js';

/** How a series is recorded. */
export interface Recording {
  readonly program: CorpusProgram;
  /** Directory of the corpus that the program is part of. */
  readonly corpus: string;
  /** Node to run it with. */
  readonly execPath: string;
  readonly seed: number;
  /** Sampling interval in bytes. */
  readonly interval: number;
  /** Units of work before each capture, as multiples of the program's own number. */
  readonly rounds: readonly number[];
}

const REGISTER = new URL('../../packages/cli/dist/register.js', import.meta.url);
const ANSWER_LIMIT_MS = 120_000;

/**
 * Runs a program under the agent and saves a capture after each round as `01.pb.gz`, `02.pb.gz`, … in `directory`,
 * which is there whole or not at all. A directory that is there already is left as it is.
 */
export async function recordSeries(recording: Recording, directory: string): Promise<void> {
  const { program, corpus, execPath, seed, interval, rounds } = recording;
  const unfinished = `${directory}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const child = launchProgram({
    execPath,
    nodeArgs: ['--import', fileURLToPath(REGISTER)],
    args: [join(corpus, program.file)],
    env: {
      PORT: '0',
      SEED: String(seed),
      HEAPTIDE_ADDR: '127.0.0.1:0',
      HEAPTIDE_INTERVAL: String(interval),
    },
  });
  try {
    const port = () => /^listening (\d+)$/m.exec(child.stdout())?.[1];
    const heap = () => /heap profiles at (\S+)/.exec(child.stderr())?.[1];
    await until(() => port() !== undefined && heap() !== undefined);
    for (const [round, share] of rounds.entries()) {
      const units = Math.max(1, Math.round(program.units * share));
      await work(`http://127.0.0.1:${port()}/work?n=${units}`);
      const { bytes } = await new HeapEndpoint(new URL(heap()!)).receive({ gc: true });
      await writeFile(join(unfinished, `${String(round + 1).padStart(2, '0')}.pb.gz`), bytes);
    }
  } catch (error) {
    throw new Error(`${program.name}: ${child.stderr()}`, { cause: error });
  } finally {
    await child.stop();
  }
  await rename(unfinished, directory);
}

async function work(url: string): Promise<void> {
  const answer = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`POST ${url}: ${answer.status} ${body}`);
}
