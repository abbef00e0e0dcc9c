import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HeapEndpoint } from '@heaptide/targets';
import { type LaunchedProgram, launchProgram } from '../support/child-program.js';
import { until } from '../support/until.js';
import type { CorpusProgram } from './manifest.js';
import { unitsOfRounds } from './rounds.js';

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
    const { work, heap } = await addressesOf(child);
    const endpoint = new HeapEndpoint(heap);
    for (const [round, units] of unitsOfRounds(program.units, rounds).entries()) {
      await post(`${work}?n=${units}`);
      const { bytes } = await endpoint.receive({ gc: true });
      await writeFile(join(unfinished, `${String(round + 1).padStart(2, '0')}.pb.gz`), bytes);
    }
  } catch (error) {
    throw new Error(`${program.name}: ${reasonOf(error)}\n${child.stderr()}`, { cause: error });
  } finally {
    await child.stop();
  }
  await rename(unfinished, directory);
}

/** Where the program takes work and its agent answers, once both listen. */
async function addressesOf(child: LaunchedProgram): Promise<{ work: string; heap: URL }> {
  const exit = { seen: false };
  void child.exited.then(() => (exit.seen = true));
  const port = () => /^listening (\d+)$/m.exec(child.stdout())?.[1];
  const heap = () => /heap profiles at (\S+)/.exec(child.stderr())?.[1];
  await until(() => exit.seen || (port() !== undefined && heap() !== undefined));
  if (exit.seen) {
    const isUninstalled = child.stderr().includes('ERR_MODULE_NOT_FOUND');
    throw new Error(`it did not start${isUninstalled ? '; `npm install` in its corpus first' : ''}`);
  }
  return { work: `http://127.0.0.1:${port()}/work`, heap: new URL(heap()!) };
}

async function post(url: string): Promise<void> {
  const answer = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
  const body = await answer.text();
  if (!answer.ok) throw new Error(`POST ${url}: ${answer.status} ${body}`);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
