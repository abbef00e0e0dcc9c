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
  /** Bounds swap, which would otherwise stand in for memory. Absent from kernels without swap accounting. */
  readonly swap: readonly [file: string, value: (limitBytes: number) => string];
}

const VERSION_1: Layout = {
  parent: `${ROOT}/memory`,
  limit: 'memory.limit_in_bytes',
  usage: 'memory.usage_in_bytes',
  events: 'memory.oom_control',
  // Memory and swap together.
  swap: ['memory.memsw.limit_in_bytes', String],
};

const VERSION_2: Layout = {
  parent: ROOT,
  limit: 'memory.max',
  usage: 'memory.current',
  events: 'memory.events',
  swap: ['memory.swap.max', () => '0'],
};

/** A memory cgroup of our own, which holds every program started in it to a limit. */
export interface MemoryCgroup {
  /**
   * Options with which a node program joins before it does anything else. A process that is moved in later would leave
   * what it has allocated by then charged to where it came from.
   */
  readonly nodeArgs: readonly string[];
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
    const [swap, value] = layout.swap;
    writeFileSync(file(layout.limit), String(limitBytes));
    if (existsSync(file(swap))) writeFileSync(file(swap), value(limitBytes));
  } catch (error) {
    rmdirSync(directory);
    return `cannot limit a memory cgroup: ${(error as Error).message}`;
  }
  return {
    nodeArgs: ['--import', joinOnStart(file('cgroup.procs'))],
    usage: () => Number(readFileSync(file(layout.usage), 'utf8')),
    oomKills: () => Number(/^oom_kill (\d+)$/m.exec(readFileSync(file(layout.events), 'utf8'))?.[1] ?? 0),
    remove: () => rmdirSync(directory),
  };
}

function joinOnStart(processes: string): string {
  const code = `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(processes)}, String(process.pid));`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

function findLayout(): Layout | undefined {
  if (existsSync(path.join(VERSION_1.parent, VERSION_1.limit))) return VERSION_1;
  const controllers = path.join(ROOT, 'cgroup.subtree_control');
  if (existsSync(controllers) && /\bmemory\b/.test(readFileSync(controllers, 'utf8'))) return VERSION_2;
  return undefined;
}
