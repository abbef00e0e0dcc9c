import { fileURLToPath } from 'node:url';
import { launchProgram } from '../../support/child-program.js';
import type { MemoryCgroup } from '../../support/memory-cgroup.js';
import { until } from '../../support/until.js';

export interface AgentProgramOptions {
  readonly execPath?: string;
  /** Options of node itself. */
  readonly nodeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cgroup?: MemoryCgroup;
}

/** A node process that does nothing, with an agent in it. */
export interface AgentProgram {
  readonly pid: number;
  /** Port of its endpoint. */
  readonly port: number;
  stop(): Promise<void>;
}

const REGISTER = new URL('../../../packages/cli/dist/register.js', import.meta.url).href;
const IN_CGROUP = fileURLToPath(new URL('../programs/inherits-cgroup.mjs', import.meta.url));
const ENDPOINT = /heap profiles at (\S+)\n/;
const PID = /^pid (\d+)\n/;
const PROGRAM = 'setInterval(() => undefined, 1000);';
/** Of one that is not started by us: it ends with what started it, whatever ends that. */
const TETHERED = `${PROGRAM} process.stdin.resume().on('end', () => process.exit());`;
const START_LIMIT_MS = 20_000;

/** Resolves once its endpoint answers. Whoever starts it stops it. */
export async function startAgentProgram({
  execPath = process.execPath,
  nodeArgs = [],
  env = {},
  cgroup,
}: AgentProgramOptions = {}): Promise<AgentProgram> {
  const own = [...nodeArgs, '--import', REGISTER, '-e', cgroup === undefined ? PROGRAM : TETHERED];
  const program = launchProgram({
    execPath,
    args: cgroup === undefined ? own : [...cgroup.nodeArgs, IN_CGROUP, ...own],
    env: { HEAPTIDE_ADDR: '127.0.0.1:0', ...env },
  });
  try {
    await until(() => ENDPOINT.test(program.stderr()), START_LIMIT_MS);
  } catch (error) {
    await program.stop();
    throw new Error(program.stderr(), { cause: error });
  }
  return {
    pid: cgroup === undefined ? program.pid : Number(PID.exec(program.stdout())![1]),
    port: Number(new URL(ENDPOINT.exec(program.stderr())![1]!).port),
    stop: () => program.stop(),
  };
}
