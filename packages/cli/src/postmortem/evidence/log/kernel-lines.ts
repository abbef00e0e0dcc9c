import type { KernelKill } from './log-findings.js';

const KIB = 1024;

const CONSTRAINT =
  /oom-kill:constraint=CONSTRAINT_(MEMCG|NONE|CPUSET|MEMORY_POLICY)\b.{0,512}?\btask=(.{1,64}?),pid=(\d{1,10}),/;
const KILLED =
  /(Memory cgroup out of memory|Out of memory)[^:]{0,64}: Kill(?:ed)? process (\d{1,10}) \((.{1,64}?)\)(?:.{0,128}?\banon-rss:(\d{1,15})kB)?/;
const USAGE = /\bmemory: usage \d{1,15}kB, limit (\d{1,15})kB/;
/** What the kernel writes for no limit. */
const UNLIMITED_KIB = 2 ** 53 / KIB;

/** A kill that the kernel tells of; two lines may tell of one. */
export function kernelKillIn(line: string): KernelKill | undefined {
  const constraint = CONSTRAINT.exec(line);
  if (constraint !== null) {
    const [, scope, program, pid] = constraint;
    return { pid: Number(pid), program: program!, scope: scope === 'MEMCG' ? 'cgroup' : 'system' };
  }
  const killed = KILLED.exec(line);
  if (killed === null) return undefined;
  const [, what, pid, program, anonymous] = killed;
  return {
    pid: Number(pid),
    program: program!,
    scope: what === 'Out of memory' ? 'system' : 'cgroup',
    ...(anonymous === undefined ? {} : { anonymous: Number(anonymous) * KIB }),
  };
}

/** The limit of a cgroup that the kernel tells before a kill, in bytes. */
export function kernelLimitIn(line: string): number | undefined {
  const kib = Number(USAGE.exec(line)?.[1] ?? Infinity);
  return kib < UNLIMITED_KIB ? kib * KIB : undefined;
}
