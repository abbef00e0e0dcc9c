import { readText as readSystemText } from './read-text.js';

/** Memory of the process's control group, bytes. */
export interface CgroupMemory {
  readonly usage: number;
  readonly limit: number;
}

/** Text of a file, or `undefined` where it cannot be read. */
export type ReadText = (path: string) => string | undefined;

interface Layout {
  readonly mount: string;
  readonly usage: string;
  readonly limit: string;
  /** Line of `memory.stat` that counts the group with all below it, as the usage does. */
  readonly inactiveFile: RegExp;
}

const V1: Layout = {
  mount: '/sys/fs/cgroup/memory',
  usage: 'memory.usage_in_bytes',
  limit: 'memory.limit_in_bytes',
  inactiveFile: /^total_inactive_file (\d+)$/m,
};
const V2: Layout = {
  mount: '/sys/fs/cgroup',
  usage: 'memory.current',
  limit: 'memory.max',
  inactiveFile: /^inactive_file (\d+)$/m,
};

/** v1 writes "unlimited" as the largest page-aligned number. */
const UNLIMITED = 2 ** 60;

/** A memory cgroup with a limit: its figures at one moment, and the files that they came from. */
export interface MemoryGroup {
  readonly memory: CgroupMemory;
  readonly files: { readonly usage: string; readonly limit: string; readonly stat: string };
  /** Line of `files.stat` that tells the page cache which the kernel gives up first, in bytes. */
  readonly inactiveFile: RegExp;
}

/**
 * The tightest memory limit that holds for the process, with the usage counted against it: a group is bound by its
 * ancestors' limits too. `undefined` outside a memory cgroup and under no limit. The path in /proc may be the host's
 * while the container sees its own group as the root, so levels that do not exist are skipped.
 */
export function cgroupMemory(readText: ReadText = readSystemText): CgroupMemory | undefined {
  return tightestMemoryGroup(readText)?.memory;
}

/** The group whose limit {@link cgroupMemory} gives. */
export function tightestMemoryGroup(readText: ReadText): MemoryGroup | undefined {
  const group = memoryGroup(readText('/proc/self/cgroup') ?? '');
  if (group === undefined) return undefined;
  const { layout, path } = group;
  const { inactiveFile } = layout;
  let tightest: MemoryGroup | undefined;
  for (const level of levels(path)) {
    const directory = layout.mount + level;
    const files = {
      usage: `${directory}/${layout.usage}`,
      limit: `${directory}/${layout.limit}`,
      stat: `${directory}/memory.stat`,
    };
    const limit = parseLimit(readText(files.limit));
    const usage = parseBytes(readText(files.usage));
    if (limit === undefined || usage === undefined) continue;
    if (tightest === undefined || limit < tightest.memory.limit) {
      tightest = { memory: { usage, limit }, files, inactiveFile };
    }
  }
  return tightest;
}

/** A limit as its file tells it; `undefined` if there is none. */
export function parseLimit(text: string | undefined): number | undefined {
  const limit = parseBytes(text);
  return limit === undefined || limit >= UNLIMITED ? undefined : limit;
}

/** A v1 memory controller wins over the unified line, which hybrid systems also have. */
function memoryGroup(procCgroup: string): { layout: Layout; path: string } | undefined {
  let unified: string | undefined;
  for (const line of procCgroup.split('\n')) {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (path === undefined) continue;
    if (controllers?.split(',').includes('memory')) return { layout: V1, path };
    if (controllers === '') unified = path;
  }
  return unified === undefined ? undefined : { layout: V2, path: unified };
}

/** `/a/b` gives `/a/b`, `/a` and the root, ``. */
function levels(path: string): string[] {
  const names = path.split('/').filter((name) => name !== '' && name !== '..');
  return [...names.map((_, index) => '/' + names.slice(0, names.length - index).join('/')), ''];
}

/** A count of bytes as its file tells it. */
export function parseBytes(text: string | undefined): number | undefined {
  const digits = /^\d+$/.exec(text?.trim() ?? '');
  return digits === null ? undefined : Number(digits[0]);
}
