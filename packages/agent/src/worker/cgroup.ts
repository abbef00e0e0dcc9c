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
}

const V1: Layout = {
  mount: '/sys/fs/cgroup/memory',
  usage: 'memory.usage_in_bytes',
  limit: 'memory.limit_in_bytes',
};
const V2: Layout = { mount: '/sys/fs/cgroup', usage: 'memory.current', limit: 'memory.max' };

/** v1 writes "unlimited" as the largest page-aligned number. */
const UNLIMITED = 2 ** 60;

/**
 * The tightest memory limit that holds for the process, with the usage counted against it: a group is bound by its
 * ancestors' limits too. `undefined` outside a memory cgroup and under no limit. The path in /proc may be the host's
 * while the container sees its own group as the root, so levels that do not exist are skipped.
 */
export function cgroupMemory(readText: ReadText): CgroupMemory | undefined {
  const group = memoryGroup(readText('/proc/self/cgroup') ?? '');
  if (group === undefined) return undefined;
  const { layout, path } = group;
  let tightest: CgroupMemory | undefined;
  for (const level of levels(path)) {
    const limit = parseBytes(readText(`${layout.mount}${level}/${layout.limit}`));
    const usage = parseBytes(readText(`${layout.mount}${level}/${layout.usage}`));
    if (limit === undefined || usage === undefined || limit >= UNLIMITED) continue;
    if (tightest === undefined || limit < tightest.limit) tightest = { usage, limit };
  }
  return tightest;
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

function parseBytes(text: string | undefined): number | undefined {
  const digits = /^\d+$/.exec(text?.trim() ?? '');
  return digits === null ? undefined : Number(digits[0]);
}
