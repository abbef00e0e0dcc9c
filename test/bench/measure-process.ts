import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What one run of a program took. */
export interface ProcessCost {
  readonly wallMs: number;
  /** User and system time, all threads; in steps of 10 ms. */
  readonly cpuMs: number;
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
    let [cpuMs, peakRssBytes] = [0, 0];
    const look = setInterval(() => {
      const seen = readCost(child.pid!);
      if (seen)
        [cpuMs, peakRssBytes] = [Math.max(cpuMs, seen.cpuMs), Math.max(peakRssBytes, seen.peakRssBytes)];
    }, EVERY_MS);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      const wallMs = performance.now() - started;
      clearInterval(look);
      if (code === 0) resolve({ wallMs, cpuMs, peakRssBytes });
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}`));
    });
  });
}

/** `undefined` once the process has ended. */
function readCost(pid: number): Omit<ProcessCost, 'wallMs'> | undefined {
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
