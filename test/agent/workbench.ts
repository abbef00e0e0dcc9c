import { type Capture, readCapture, stackFrames } from '@heaptide/profile';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Program, startProgram } from '../support/child-program.js';
import { until } from '../support/until.js';

/** The preload of the built package, for `--import`. */
export const REGISTER = new URL('../../packages/agent/dist/register.js', import.meta.url).href;

const PROGRAM = fileURLToPath(new URL('./programs/workbench.mjs', import.meta.url));
const ADDRESS_LINE = /^heaptide: heap profiles at (http:\S+)\/debug\/heap$/m;
const REFUSAL_LINE = /^heaptide: no heap profiles: .+$/m;
const ADDRESS_LIMIT_MS = 10_000;
const MAX_TRIES = 4;
const LONGEST_REST_S = 10;

/** programs/workbench.mjs, or another program, under the agent. */
export interface Workbench {
  readonly program: Program;
  /** Origin of the agent's endpoint; empty when it told none. */
  readonly agent: string;
  /** Has the program do something, such as `/keep?n=10`. */
  tell(action: string): Promise<void>;
  /** A path of the endpoint. */
  get(path: string, init?: RequestInit): Promise<Response>;
  /** `/debug/heap` with a query, decoded. Comes again, a few times, where the agent asks for that. */
  capture(query?: string): Promise<Capture>;
}

/** How to start a {@link Workbench}. */
export interface WorkbenchOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly args?: readonly string[];
  readonly nodeArgs?: readonly string[];
  /** Path of the node to run it with, by default the one that runs this. */
  readonly node?: string;
  /** Path of another program, which need not know what to `tell` it. */
  readonly program?: string;
}

/** Resolves once the program listens and the agent has told where it does, or why it does not. */
export async function startWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const program = await startProgram({
    args: [options.program ?? PROGRAM, ...(options.args ?? [])],
    ...(options.node === undefined ? {} : { execPath: options.node }),
    nodeArgs: [...(options.nodeArgs ?? []), '--import', REGISTER],
    env: {
      HEAPTIDE_ADDR: '127.0.0.1:0',
      HEAPTIDE_INTERVAL: undefined,
      NODE_OPTIONS: undefined,
      ...options.env,
    },
  });
  const agent = await agentOrigin(program);
  const get = (path: string, init?: RequestInit): Promise<Response> => fetch(agent + path, init);
  return {
    program,
    agent,
    get,
    async tell(action) {
      const answer = await fetch(program.url + action);
      if (!answer.ok) throw new Error(`${action}: ${answer.status}`);
    },
    async capture(query = '') {
      for (let tries = 1; ; tries++) {
        const answer = await get(`/debug/heap?${query}`);
        if (answer.ok) return readCapture(new Uint8Array(await answer.arrayBuffer()));
        const reason = await answer.text();
        const seconds = Number(answer.headers.get('retry-after'));
        if (answer.status !== 429 || tries === MAX_TRIES)
          throw new Error(`${query}: ${answer.status} ${reason}`);
        await sleep(1000 * Math.min(seconds, LONGEST_REST_S));
      }
    },
  };
}

/** The agent may listen later than its program does. */
async function agentOrigin(program: Program): Promise<string> {
  const has = (line: RegExp): boolean => line.test(program.stderr());
  try {
    await until(() => has(ADDRESS_LINE) || has(REFUSAL_LINE), ADDRESS_LIMIT_MS);
  } catch (error) {
    await program.stop();
    throw new Error(`the agent does not say where it listens: ${program.stderr()}`, { cause: error });
  }
  return ADDRESS_LINE.exec(program.stderr())?.[1] ?? '';
}

/** Bytes of the samples whose stack has a function of that name; `''` for all. */
export function bytesUnder(capture: Capture, name: string): number {
  return sumUnder(capture, name, 1);
}

/** Objects of the samples whose stack has a function of that name. */
export function objectsUnder(capture: Capture, name: string): number {
  return sumUnder(capture, name, 0);
}

function sumUnder({ profile }: Capture, name: string, type: 0 | 1): number {
  let sum = 0;
  for (let sample = 0; sample < profile.samples.length; sample++) {
    const frames = stackFrames(profile, sample);
    if (name !== '' && !frames.some((frame) => frame.name === name)) continue;
    sum += profile.samples.values[2 * sample + type]!;
  }
  return sum;
}
