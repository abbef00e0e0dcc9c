import { type LaunchedProgram, launchProgram } from '../support/child-program.js';
import { until } from '../support/until.js';

/** A program that takes work, and whose inspector listens. */
export interface WorkingProgram {
  readonly pid: number;
  /** Where work is posted. */
  readonly work: string;
  readonly inspectorPort: number;
  stderr(): string;
  stop(): Promise<void>;
}

const START_LIMIT_MS = 30_000;

/** Starts a program of a corpus with its inspector open. @throws {Error} where it does not come up. */
export async function startWorking(file: string, execPath: string): Promise<WorkingProgram> {
  const program = launchProgram({
    execPath,
    nodeArgs: ['--inspect=127.0.0.1:0', '--enable-source-maps'],
    args: [file],
    env: { PORT: '0', SEED: '1', NODE_OPTIONS: undefined },
  });
  try {
    const { port, inspectorPort } = await portsOf(program);
    return {
      pid: program.pid,
      work: `http://127.0.0.1:${port}/work`,
      inspectorPort,
      stderr: () => program.stderr(),
      stop: () => program.stop(),
    };
  } catch (error) {
    await program.stop();
    throw new Error(`${file} did not come up: ${program.stderr()}`, { cause: error });
  }
}

async function portsOf(program: LaunchedProgram): Promise<{ port: number; inspectorPort: number }> {
  const exit = { seen: false };
  void program.exited.then(() => (exit.seen = true));
  const port = () => /^listening (\d+)$/m.exec(program.stdout())?.[1];
  const inspectorPort = () => /^Debugger listening on ws:\/\/127\.0\.0\.1:(\d+)/m.exec(program.stderr())?.[1];
  await until(() => exit.seen || (port() !== undefined && inspectorPort() !== undefined), START_LIMIT_MS);
  if (exit.seen) throw new Error('it ended');
  return { port: Number(port()), inspectorPort: Number(inspectorPort()) };
}
