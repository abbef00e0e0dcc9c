import { HeaptideError } from '@heaptide/profile';
import { agentEnvironment } from '../program/agent-environment.js';
import type { ChildGroup, OutputListener } from '../program/child-group.js';
import { ChildGroups } from '../program/child-groups.js';
import { type Ending, endingText } from '../program/ending.js';
import { LAST_LINES } from '../program/output-tail.js';
import { ProgramFailure } from '../program/program-failure.js';
import type { WatchEnd } from '../watch/watch-end.js';
import { agentLines } from './agent-lines.js';
import type { AgentProcess } from './agent-process.js';
import { EndpointRelay } from './endpoint-relay.js';
import { ProgramProcesses } from './program-processes.js';

export interface RunProgramOptions {
  /** The command and its arguments. */
  readonly program: readonly [string, ...string[]];
  /** Which of the processes that come up with the agent, from 1; absent for the one that is the program itself. */
  readonly process: number | undefined;
  /** Mean bytes between two samples. */
  readonly interval: number | 'auto';
  readonly exactSites: boolean;
  /** Have the agent allow to be asked who retains what a site makes. */
  readonly allowWhy: boolean;
  /** URL of the module that starts the agent. */
  readonly register: string;
  /** Bound on coming up. */
  readonly timeoutMs: number;
  readonly env: NodeJS.ProcessEnv;
  readonly stdin: 'ignore' | 'inherit';
  /** Gets what the program prints. */
  readonly pass: (text: string) => void;
  /** Aborted to end the program early. */
  readonly signal: AbortSignal;
}

/** A program that runs with the agent. */
export interface RunningProgram {
  /** The `/debug/heap` of the process that is watched, whichever that is at the time. */
  readonly heapUrl: string;
  readonly watched: AgentProcess;
  /** How many processes have come up with the agent so far. */
  readonly processes: number;
  /** Aborted when the program has ended by itself, with a {@link WatchEnd} as its reason. */
  readonly end: AbortSignal;
  readonly lastLines: () => readonly string[];
}

/**
 * Does `use` with a program that has come up with the agent. Nothing of the program is left when this settles.
 * @throws {ProgramFailure} `HT_E_NOT_READY`, `HT_E_PROGRAM_ENDED` where that was before `use`; what `use` throws; whatever
 * `signal` is aborted with.
 */
export async function runProgram<T>(
  options: RunProgramOptions,
  use: (running: RunningProgram) => Promise<T>,
): Promise<T> {
  const { program, stdin, env, signal } = options;
  signal.throwIfAborted();
  const [file, ...args] = program;
  const processes = new ProgramProcesses(options.process);
  const listen = agentLines({
    onUrl: (url) => void processes.add(url),
    onTrouble: (reason) => processes.fail(reason),
  });
  const pass: OutputListener = (text, stream) => {
    options.pass(text);
    listen(text, stream);
  };
  const groups = new ChildGroups(signal);
  const relay = await EndpointRelay.start(processes);
  try {
    const child = groups.start({
      file,
      args,
      shell: false,
      env: agentEnvironment(env, options),
      stdin,
      pass,
    });
    const end = new AbortController();
    void child.ended.then((ending) => end.abort(endOf(ending)));
    const watched = await untilUp(child, processes, { ...options, end: end.signal });
    return await use({
      heapUrl: relay.url,
      watched,
      processes: processes.count,
      end: end.signal,
      lastLines: () => child.output.lastLines(LAST_LINES),
    });
  } finally {
    await Promise.all([groups.close(), relay.close()]);
  }
}

interface UpOptions extends Pick<RunProgramOptions, 'program' | 'timeoutMs' | 'signal'> {
  readonly end: AbortSignal;
}

async function untilUp(
  { output, ended }: ChildGroup,
  processes: ProgramProcesses,
  { program, timeoutMs, signal, end }: UpOptions,
): Promise<AgentProcess> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await processes.settled(AbortSignal.any([signal, end, timeout]));
  } catch (error) {
    if (signal.aborted) throw error;
    const lastLines = output.lastLines(LAST_LINES);
    if (end.aborted) {
      const ending = await ended;
      const tooEarly = ending.error === undefined ? ' before it was captured' : '';
      const message = `the program (${program.join(' ')}) ${endingText(ending)}${tooEarly}`;
      throw new ProgramFailure('HT_E_PROGRAM_ENDED', message, lastLines);
    }
    if (error instanceof HeaptideError) throw new ProgramFailure(error.code, error.message, lastLines);
    if (!timeout.aborted) throw error;
    const message = `no process of the program came up with the agent within ${timeoutMs / 1000} s: does it run under Node.js?`;
    throw new ProgramFailure('HT_E_NOT_READY', message, lastLines);
  }
}

function endOf(ending: Ending): WatchEnd {
  const isFailure = ending.code !== 0;
  return { remark: `the program ${endingText(ending)}`, isFailure };
}
