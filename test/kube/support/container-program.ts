import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../attach/support/inspected-program.js';
import { type Program, startProgram } from '../../support/child-program.js';
import type { LocalProgram, PodRuntime } from '../../support/fake-kube/index.js';

const LEAK = fileURLToPath(new URL('../../attach/programs/leak.mjs', import.meta.url));
const UNSHARE = ['--pid', '--fork', '--mount-proc', '--kill-child'];

/** Only what may make namespaces of its own can stand in for a container. */
export const hasContainers = spawnSync('unshare', [...UNSHARE, 'true']).status === 0;

/** A program without an agent that leaks in `leakOnPurpose`, as process 1 of a container without a shell. */
export interface ContainerProgram {
  /** Where its inspector would be. */
  readonly port: number;
  readonly runtime: PodRuntime;
  stop(): Promise<void>;
}

/** Resolves once it runs. `nodePath` is where the image has Node.js. Whoever starts it stops it. */
export async function startContainerProgram(nodePath: string): Promise<ContainerProgram> {
  const port = await freePort();
  const program = await startProgram({
    execPath: 'unshare',
    nodeArgs: UNSHARE,
    args: [process.execPath, `--inspect-port=127.0.0.1:${port}`, LEAK],
  });
  const pid = childOf(program);
  const first = String(pid);
  const exec = ([file, ...args]: readonly string[]): LocalProgram | undefined =>
    file === nodePath
      ? { argv: ['nsenter', '--target', first, '--pid', '--mount', '--', process.execPath, ...args] }
      : undefined;
  return { port, runtime: { ports: { [port]: { port } }, exec }, stop: () => stopContainer(program, pid) };
}

/** The first process of a container does not hear what ends others. */
async function stopContainer(program: Program, first: number): Promise<void> {
  process.kill(first, 'SIGKILL');
  await program.stop();
}

function childOf({ pid }: Program): number {
  const child = readdirSync('/proc').find((entry) => /^\d+$/.test(entry) && parentOf(entry) === pid);
  if (child === undefined) throw new Error('unshare has started nothing');
  return Number(child);
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}
