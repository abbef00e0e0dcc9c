import { CdpConnection } from '@heaptide/targets/attach';
import { type LaunchedProgram, launchProgram } from '../../support/child-program.js';
import { until } from '../../support/until.js';
import { postWork, WorkLoad } from '../../why/work-load.js';
import { fileOf, type SnapshotProgram } from './snapshot-programs.js';

const LOAD = { units: 20, everyMs: 30 };
const START_LIMIT_MS = 30_000;

export interface WithProgramOptions {
  readonly execPath?: string;
  readonly nodeArgs?: readonly string[];
}

/** Does `use` with a connection to the inspector of a program that is at work, and where work is posted; all of it ends with that. */
export async function withProgram<T>(
  { name, warmUp }: Pick<SnapshotProgram, 'name' | 'warmUp'>,
  { execPath = process.execPath, nodeArgs = [] }: WithProgramOptions,
  use: (cdp: CdpConnection, work: string) => Promise<T>,
): Promise<T> {
  const program = launchProgram({
    execPath,
    nodeArgs: [...nodeArgs, '--inspect=127.0.0.1:0'],
    args: [fileOf(name)],
    env: { NODE_OPTIONS: undefined },
  });
  try {
    const { port, inspectorPort } = await portsOf(program);
    const work = `http://127.0.0.1:${port}/work`;
    await postWork(work, warmUp);
    const load = new WorkLoad(work, LOAD);
    const cdp = await CdpConnection.open({ host: '127.0.0.1', port: inspectorPort }, { name });
    try {
      return await use(cdp, work);
    } finally {
      await cdp.close();
      await load.stop();
    }
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}\n${program.stderr()}`, { cause: error });
  } finally {
    await program.stop();
  }
}

async function portsOf(program: LaunchedProgram): Promise<{ port: number; inspectorPort: number }> {
  const port = () => /^listening (\d+)$/m.exec(program.stdout())?.[1];
  const inspectorPort = () => /^Debugger listening on ws:\/\/127\.0\.0\.1:(\d+)/m.exec(program.stderr())?.[1];
  await until(() => port() !== undefined && inspectorPort() !== undefined, START_LIMIT_MS);
  return { port: Number(port()), inspectorPort: Number(inspectorPort()) };
}
