import { launchProgram } from '../../support/child-program.js';
import { until } from '../../support/until.js';

export interface AgentProgramOptions {
  /** Options of node itself. */
  readonly nodeArgs?: readonly string[];
  readonly execPath?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A node process that does nothing, with an agent in it. */
export interface AgentProgram {
  readonly pid: number;
  /** Port of its endpoint. */
  readonly port: number;
  stop(): Promise<void>;
}

const REGISTER = new URL('../../../packages/cli/dist/register.js', import.meta.url).href;
const ENDPOINT = /heap profiles at (\S+)\n/;
const START_LIMIT_MS = 20_000;

/** Resolves once its endpoint answers. Whoever starts it stops it. */
export async function startAgentProgram({
  nodeArgs = [],
  execPath = process.execPath,
  env = {},
}: AgentProgramOptions = {}): Promise<AgentProgram> {
  const program = launchProgram({
    execPath,
    nodeArgs: [...nodeArgs, '--import', REGISTER],
    args: ['-e', 'setInterval(() => undefined, 1000)'],
    env: { HEAPTIDE_ADDR: '127.0.0.1:0', ...env },
  });
  try {
    await until(() => ENDPOINT.test(program.stderr()), START_LIMIT_MS);
  } catch (error) {
    await program.stop();
    throw new Error(program.stderr(), { cause: error });
  }
  const url = ENDPOINT.exec(program.stderr())![1]!;
  return { pid: program.pid, port: Number(new URL(url).port), stop: () => program.stop() };
}
