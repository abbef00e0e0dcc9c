import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const ROOT = '/sys/fs/cgroup';

interface Layout {
  readonly parent: string;
  readonly limit: string;
  readonly usage: string;
  /** File that holds a line `oom_kill N`. */
  readonly events: string;
  /** Written before the limit; a file that does not exist is passed over. */
  readonly prepare: readonly (readonly [file: string, value: string])[];
}

const VERSION_1: Layout = {
  parent: `${ROOT}/memory`,
  limit: 'memory.limit_in_bytes',
  usage: 'memory.usage_in_bytes',
  events: 'memory.oom_control',
  // Without it, what a process allocated before it was moved in stays charged to where it came from.
  prepare: [['memory.move_charge_at_immigrate', '3']],
};

const VERSION_2: Layout = {
  parent: ROOT,
  limit: 'memory.max',
  usage: 'memory.current',
  events: 'memory.events',
  prepare: [['memory.swap.max', '0']],
};

/** A memory cgroup of our own, which holds whatever is added to it to a limit. */
export interface MemoryCgroup {
  /** Moves a process in. With cgroup v2 only what it allocates from then on is charged. */
  add(pid: number): void;
  /** Bytes charged now, page cache included. */
  usage(): number;
  /** Processes of this cgroup that the kernel killed for memory. */
  oomKills(): number;
  /** Takes the cgroup away. Every process in it must have ended. */
  remove(): void;
}

/**
 * Creates a memory cgroup limited to `limitBytes`.
 * Returns the reason as a string where that is not possible, so that a test can skip and print it.
 */
export function createMemoryCgroup(limitBytes: number): MemoryCgroup | string {
  const layout = findLayout();
  if (layout === undefined) return `no memory cgroup controller under ${ROOT}`;
  const directory = path.join(layout.parent, `heaptide-test-${process.pid}-${Date.now()}`);
  try {
    mkdirSync(directory);
  } catch (error) {
    return `cannot create a memory cgroup: ${(error as Error).message}`;
  }
  const file = (name: string) => path.join(directory, name);
  try {
    for (const [name, value] of layout.prepare) {
      if (existsSync(file(name))) writeFileSync(file(name), value);
    }
    writeFileSync(file(layout.limit), String(limitBytes));
  } catch (error) {
    rmdirSync(directory);
    return `cannot limit a memory cgroup: ${(error as Error).message}`;
  }
  return {
    add: (pid) => writeFileSync(file('cgroup.procs'), String(pid)),
    usage: () => Number(readFileSync(file(layout.usage), 'utf8')),
    oomKills: () => Number(/^oom_kill (\d+)$/m.exec(readFileSync(file(layout.events), 'utf8'))?.[1] ?? 0),
    remove: () => rmdirSync(directory),
  };
}

function findLayout(): Layout | undefined {
  if (existsSync(path.join(VERSION_1.parent, VERSION_1.limit))) return VERSION_1;
  const controllers = path.join(ROOT, 'cgroup.subtree_control');
  if (existsSync(controllers) && /\bmemory\b/.test(readFileSync(controllers, 'utf8'))) return VERSION_2;
  return undefined;
}
