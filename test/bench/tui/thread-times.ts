import { readdirSync, readFileSync } from 'node:fs';

const MS_PER_TICK = 10;

/** User and system time of the threads of a process, in milliseconds. */
export interface ThreadTimes {
  /** Draws, and reads the keyboard. */
  readonly main: number;
  /** Fetches, decodes and judges: the one that has been busiest beside the main thread. */
  readonly engine: number;
  /** V8's: they collect and compile for both. */
  readonly others: number;
}

/** @throws {Error} once the process has ended, and where there is no /proc. */
export function readThreadTimes(pid: number): ThreadTimes {
  const times = new Map<number, number>();
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const time = readTime(`/proc/${pid}/task/${thread}/stat`);
    if (time !== undefined) times.set(Number(thread), time);
  }
  const main = times.get(pid);
  if (main === undefined) throw new Error(`process ${pid} has ended`);
  times.delete(pid);
  const besides = [...times.values()];
  const engine = Math.max(0, ...besides);
  return { main, engine, others: besides.reduce((sum, time) => sum + time, 0) - engine };
}

/** `undefined` for a thread that has just ended. */
function readTime(path: string): number | undefined {
  try {
    // Fields 14 and 15, counted after the name in parentheses, which may hold anything.
    const fields = readFileSync(path, 'utf8').split(') ').at(-1)!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
  } catch {
    return undefined;
  }
}
