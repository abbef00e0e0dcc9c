import { longBytes } from '@heaptide/profile/write';
import type { WhyLimits } from '@heaptide/why';
import { type ReadText, tightestMemoryGroup } from '../worker/cgroup.js';

const MIB = 2 ** 20;
/** Of what a question takes: the thread that asks takes ten, and the rest is garbage that the main thread makes. */
const NEEDED = 20 * MIB;
/** Of it what has to be left once that thread is there. */
const FOR_THE_WALK = 8 * MIB;
/** Where less is left, the walk is kept small: each call of the inspector makes garbage in the process. */
const ROOMY = 64 * MIB;
const SMALL_WALK: Partial<WhyLimits> = { calls: 120, nodes: 10_000 };

/** Bytes that the tightest cgroup leaves, the page cache that the kernel gives up first counted in; `undefined` without one. */
export function memoryLeft(readText: ReadText): number | undefined {
  const group = tightestMemoryGroup(readText);
  if (group === undefined) return undefined;
  const { memory, files, inactiveFile } = group;
  const cache = Number(inactiveFile.exec(readText(files.stat) ?? '')?.[1] ?? 0);
  return Math.max(0, memory.limit - memory.usage + Math.min(cache, memory.usage));
}

/** Why so many bytes do not suffice for a question; `undefined` if they do. */
export function whyTooTight(left: number | undefined): string | undefined {
  if (left === undefined || left >= NEEDED) return undefined;
  return `to ask takes up to ${longBytes(NEEDED)}, and ${longBytes(left)} are left`;
}

/** What a question may cost where so many bytes are left. */
export function limitsWithin(left: number | undefined): Partial<WhyLimits> {
  const isTight = left !== undefined && left < ROOMY;
  return { freeMemory: FOR_THE_WALK, ...(isTight ? SMALL_WALK : {}) };
}
