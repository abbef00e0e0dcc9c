import { readFileSync, readlinkSync } from 'node:fs';

/** Where there is no /proc, as on macOS: processes are told apart by their ids alone. */
const UNKNOWN = '0';

/** Tells processes of one id apart that are seen from different containers. */
export function pidNamespace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}

/** When the process `pid` began, in the kernel's own unit, so that two processes of one id are told apart; `undefined` when it does not run. */
export function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return isThere(pid) ? UNKNOWN : undefined;
  try {
    return parseStart(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The state is field 3 of /proc/PID/stat and the start field 22; field 2, a name, may hold anything (proc(5)). */
export function parseStart(stat: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const hasEnded = fields[0] === 'Z' || fields[0] === 'X';
  return hasEnded ? undefined : fields[19];
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
