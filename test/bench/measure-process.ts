import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What one run of a program took. */
export interface ProcessCost {
  readonly wallMs: number;
  /** User and system time of the program and of what it starts; in steps of 10 ms. */
  readonly cpuMs: number;
  /** Sum of the peaks of the program and of what it starts. */
  readonly peakRssBytes: number;
}

const TICK_MS = 10;
const EVERY_MS = 2;

/**
 * Runs a program to its end, its output thrown away. CPU time and memory are those at the last look, at most two
 * milliseconds before the end.
 *
 * @throws {Error} when the program fails or takes longer than `timeoutMs`.
 */
export function measureProcess(
  [command, ...args]: readonly [string, ...string[]],
  timeoutMs = 300_000,
): Promise<ProcessCost> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { stdio: 'ignore', timeout: timeoutMs });
    const seen = new Map<number, Figures>();
    const look = setInterval(() => {
      for (const pid of familyOf(child.pid!)) {
        const figures = readFigures(pid);
        if (figures) seen.set(pid, figures);
      }
    }, EVERY_MS);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      const wallMs = performance.now() - started;
      clearInterval(look);
      const sum = (figure: keyof Figures): number =>
        [...seen.values()].reduce((all, each) => all + each[figure], 0);
      if (code === 0) resolve({ wallMs, cpuMs: sum('cpuMs'), peakRssBytes: sum('peakRssBytes') });
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}`));
    });
  });
}

type Figures = Omit<ProcessCost, 'wallMs'>;

/** A process and its children, whichever of its threads started them, and theirs. */
function familyOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const lists = threads.map((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8'));
    const children = lists.flatMap((list) => list.split(' ')).filter((child) => child !== '');
    return [pid, ...children.flatMap((child) => familyOf(Number(child)))];
  } catch {
    return [pid];
  }
}

/** `undefined` once the process has ended. */
function readFigures(pid: number): Figures | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const peak = /^VmHWM:\s*(\d+) kB/m.exec(status);
    // Fields 14 and 15, counted after the name in parentheses, which may hold anything.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    if (peak === null) return undefined;
    return {
      cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
      peakRssBytes: Number(peak[1]) * 1024,
    };
  } catch {
    return undefined;
  }
}
