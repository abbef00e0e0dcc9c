import { type Program, startProgram } from '../support/child-program.js';
import { until } from '../support/until.js';
import type { AgentVariant } from './agent-variants.js';

const AGENT_LIMIT_MS = 15_000;
const ANSWER_LIMIT_MS = 30_000;
const ADDRESS_LINE = /^heaptide: heap profiles at (http:\S+)\/debug\/heap$/m;

/** A program of test/bench/programs, under the agent or not. */
export interface MeasuredProgram {
  readonly url: URL;
  /** What the program answers to a path, as JSON. */
  tell(path: string): Promise<unknown>;
  /** What the agent answers to a path. @throws {Error} when it is no good answer, or there is no agent. */
  ask(path: string): Promise<Uint8Array<ArrayBuffer>>;
  stop(): Promise<void>;
}

export interface MeasuredProgramOptions {
  /** Path of the script, and its arguments. */
  readonly args: readonly string[];
  readonly variant: AgentVariant;
  /** The node that runs it; by default the one that runs us. */
  readonly execPath?: string;
}

/** Starts a program. Where its variant says that the agent serves, it does so when this resolves. */
export async function startMeasured({
  args,
  variant,
  execPath = process.execPath,
}: MeasuredProgramOptions): Promise<MeasuredProgram> {
  const program = await startProgram({
    execPath,
    args,
    nodeArgs: variant.nodeArgs,
    env: { ...WITHOUT_SETTINGS, ...variant.env },
  });
  try {
    const agent = variant.env.HEAPTIDE_ADDR === undefined ? undefined : await agentOf(program);
    return {
      url: new URL(program.url),
      tell: async (path) => JSON.parse(new TextDecoder().decode(await get(program.url, path))) as unknown,
      ask: (path) => get(agent, path),
      stop: () => program.stop(),
    };
  } catch (error) {
    await program.stop();
    throw error;
  }
}

const WITHOUT_SETTINGS = Object.fromEntries(
  [...Object.keys(process.env).filter((name) => name.startsWith('HEAPTIDE_')), 'NODE_OPTIONS'].map((name) => [
    name,
    undefined,
  ]),
);

async function agentOf(program: Program): Promise<string> {
  const address = (): string | undefined => ADDRESS_LINE.exec(program.stderr())?.[1];
  await until(() => address() !== undefined || program.stderr().includes('no heap profiles'), AGENT_LIMIT_MS);
  const found = address();
  if (found === undefined) throw new Error(`the agent does not serve: ${program.stderr()}`);
  return found;
}

async function get(origin: string | undefined, path: string): Promise<Uint8Array<ArrayBuffer>> {
  if (origin === undefined) throw new Error(`no agent to ask for ${path}`);
  const answer = await fetch(new URL(path, origin), { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
  const body = new Uint8Array(await answer.arrayBuffer());
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${new TextDecoder().decode(body)}`);
  return body;
}
