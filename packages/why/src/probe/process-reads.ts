import type { Root } from './canaries.js';
import type { TargetValues } from './target-values.js';

/** What the process itself tells, read in one call. */
export interface ProcessFacts {
  readonly pid: number;
  readonly nodeVersion: string;
  readonly rss: number;
  readonly heapUsed: number;
  /** Bytes that a cgroup allows; 0 where none does. */
  readonly memoryLimit: number;
  readonly freeSystemMemory: number;
  /** Bytes of the heap that are in objects of a hundred kilobytes or more. */
  readonly largeObjects: number;
}

/** What is read of the process that is the same in any program. */
export interface ProcessHost {
  readonly process: {
    readonly pid: number;
    readonly version: string;
    memoryUsage(): { rss: number; heapUsed: number };
    constrainedMemory?(): number;
    _getActiveHandles?(): readonly unknown[];
  };
  readonly freemem: () => number;
  readonly heapSpaces: () => readonly object[];
  readonly moduleCache: unknown;
  /** Functions of Node's own, in whose scopes there is what is lent to the probe. */
  readonly lenders: readonly unknown[];
  readonly global: object;
}

export interface ProcessReads {
  facts(): ProcessFacts;
  /** Where a walk may begin in any program. */
  roots(): readonly Root[];
  /** Functions of Node's own, in whose scopes there is what is lent to the probe. */
  readonly lenders: readonly unknown[];
}

export function createProcessReads(values: TargetValues, host: ProcessHost): ProcessReads {
  const MOST_LISTED = 2000;
  const RANK = { global: 2, handle: 3, modules: 4 };

  /** Iterating over what is of the program's realm would run its own iterators. */
  const listOf = <T>(list: readonly T[]): T[] => {
    const own: T[] = [];
    for (let i = 0; i < list.length && i < MOST_LISTED; i++) own.push(list[i]!);
    return own;
  };

  const largeObjects = (): number => {
    let bytes = 0;
    for (const space of listOf(host.heapSpaces())) {
      const name = String(values.dataOf(space, 'space_name'));
      if (name.endsWith('large_object_space')) bytes += Number(values.dataOf(space, 'space_used_size'));
    }
    return bytes;
  };

  return {
    facts() {
      const { rss, heapUsed } = host.process.memoryUsage();
      return {
        pid: host.process.pid,
        nodeVersion: host.process.version,
        rss,
        heapUsed,
        memoryLimit: host.process.constrainedMemory?.() ?? 0,
        freeSystemMemory: host.freemem(),
        largeObjects: largeObjects(),
      };
    },
    roots() {
      const found: Root[] = [];
      const add = (label: string, rank: number, value: unknown): void => {
        if (values.isOpaque(value)) return;
        found.push({ label, url: '', rank, isSteady: true, value: value as object });
      };
      // Few lists, and near: before all that the global object leads to, which may use up the time.
      add('timers', RANK.global, values.timerLists());
      add('globalThis', RANK.global, host.global);
      add('process', RANK.global, host.process);
      for (const handle of listOf(host.process._getActiveHandles?.() ?? [])) {
        if (!values.isOpaque(handle)) add(`active ${values.classOf(handle as object)}`, RANK.handle, handle);
      }
      add('require.cache', RANK.modules, host.moduleCache);
      return found;
    },
    lenders: listOf(host.lenders).filter((fn) => typeof fn === 'function' && !values.isOpaque(fn)),
  };
}
