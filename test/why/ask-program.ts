import { readFile } from 'node:fs/promises';
import { askWhy, type InspectorConnection, type WhyAnswer, type WhyQuestion } from '@heaptide/why';
import { askBySnapshot } from '../../packages/cli/dist/why/snapshot-mode.js';
import { CdpConnection } from '../../packages/targets/dist/inspector/cdp-connection.js';
import { builtProgram } from './built-program.js';
import { findSite } from './find-site.js';
import { pathInFolder, type WhyProgram } from './manifest.js';
import { startWorking, type WorkingProgram } from './working-program.js';
import { postWork, WorkLoad } from './work-load.js';

const LOAD = { warmUp: 6000, units: 50, everyMs: 40 };
const WARM_UP_REQUESTS = 3;
const ANSWER_LIMIT_MS = 60_000;

/** By a walk alone, or by a heap snapshot as well. */
export type AskingMode = 'walk' | 'snapshot';

const ASK: Readonly<
  Record<AskingMode, (connection: InspectorConnection, question: WhyQuestion) => Promise<WhyAnswer>>
> = {
  walk: askWhy,
  snapshot: (connection, question) => askBySnapshot({ connection, question }),
};

/** Starts a program, keeps it at work, and asks who keeps what its site makes, over the inspector's socket. */
export async function askProgram(
  program: WhyProgram,
  execPath: string,
  asked: Partial<WhyQuestion> = {},
  mode: AskingMode = 'walk',
): Promise<WhyAnswer> {
  const file = await builtProgram(program);
  const { warmUp, units, everyMs } = { ...LOAD, ...program.load };
  const siteFile = program.site.file === undefined ? file : pathInFolder(program.site.file);
  const place = findSite(await readFile(siteFile, 'utf8'), program.site);
  const running = await startWorking(file, execPath);
  try {
    for (let i = 0; i < WARM_UP_REQUESTS && warmUp > 0; i++)
      await postWork(running.work, Math.ceil(warmUp / WARM_UP_REQUESTS));
    const load = new WorkLoad(running.work, { units, everyMs });
    try {
      const site = { function: program.site.function, file: siteFile, ...place };
      return await askRunning(running, { ...asked, site }, mode);
    } finally {
      await load.stop();
    }
  } catch (error) {
    throw new Error(`${program.name}: ${reasonOf(error)}\n${running.stderr()}`, { cause: error });
  } finally {
    await running.stop();
  }
}

/** Asks a program that runs and is at work. */
export async function askRunning(
  running: WorkingProgram,
  question: WhyQuestion,
  mode: AskingMode = 'walk',
): Promise<WhyAnswer> {
  const place = { host: '127.0.0.1', port: running.inspectorPort };
  const cdp = await CdpConnection.open(place, { name: question.site.function });
  try {
    return await ASK[mode](cdp, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS), ...question });
  } finally {
    await cdp.close();
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
