import type { LaunchedProgram } from '../support/child-program.js';
import { until } from '../support/until.js';

/** For `--import`, ahead of the agent's: agent/programs/devtools.mjs. */
export const DEVTOOLS = new URL('../agent/programs/devtools.mjs', import.meta.url).href;

const URL_LINE = /^devtools (http:\S+)$/m;

/** What the DevTools inside of a program do. */
export interface DevTools {
  start(interval: number): Promise<void>;
  stop(): Promise<void>;
  /** Live samples of the sampler that runs; `undefined` where none does. */
  samples(): Promise<number | undefined>;
  startCoverage(): Promise<void>;
  stopCoverage(): Promise<void>;
  /** Calls of a function since the last question; `undefined` where they are not counted. */
  calls(name: string): Promise<number | undefined>;
}

/** Reaches the DevTools of a program that was started with the preload {@link DEVTOOLS}. */
export async function devToolsOf(program: LaunchedProgram): Promise<DevTools> {
  await until(() => URL_LINE.test(program.stdout()), 10_000);
  const url = URL_LINE.exec(program.stdout())![1]!;
  const tell = async (action: string): Promise<string> => {
    const answer = await fetch(url + action);
    if (!answer.ok) throw new Error(`${action}: ${answer.status}`);
    return answer.text();
  };
  return {
    async start(interval) {
      await tell(`/start?interval=${interval}`);
    },
    async stop() {
      await tell('/stop');
    },
    async samples() {
      return numberOf(await tell('/samples'));
    },
    async startCoverage() {
      await tell('/start-coverage');
    },
    async stopCoverage() {
      await tell('/stop-coverage');
    },
    async calls(name) {
      return numberOf(await tell(`/calls?of=${name}`));
    },
  };
}

function numberOf(text: string): number | undefined {
  return text === 'none' ? undefined : Number(text);
}
