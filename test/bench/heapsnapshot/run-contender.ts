import { spawn } from 'node:child_process';
import type { ProcessCost } from '../measure-process.js';
import { withoutSettings } from '../proxy/without-settings.js';

/** What a contender found in a snapshot, and what that took from the start of its process to its end. */
export interface ContenderRun {
  readonly cost: ProcessCost;
  /** Bytes that the root retains: all of the heap that is reached. */
  readonly rootRetained: number;
  /** Milliseconds by step, in the contender's own words. */
  readonly steps: Readonly<Record<string, number>>;
}

/** A contender that could not do it; `failure` says why on one line. */
export interface FailedRun {
  readonly failure: string;
}

const LIMIT_MS = 900_000;
const OUTPUT_LIMIT_CHARS = 1 << 16;

/** Has a contender analyse a snapshot, in a process of its own. */
export function runContender(args: readonly string[], snapshot: string): Promise<ContenderRun | FailedRun> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [...args, snapshot], {
      env: { ...process.env, ...withoutSettings() },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    const end = (): unknown => child.kill('SIGKILL');
    process.once('exit', end);
    let told = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      told = (told + text).slice(-OUTPUT_LIMIT_CHARS);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-OUTPUT_LIMIT_CHARS);
    });
    let wallMs = 0;
    child.once('exit', () => (wallMs = performance.now() - started));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.removeListener('exit', end);
      if (code === 0) resolve(readRun(told, wallMs));
      else resolve({ failure: reasonOf(complaint) ?? `ended with ${code ?? signal ?? 'nothing'}` });
    });
  });
}

function readRun(told: string, wallMs: number): ContenderRun {
  const { cpuMs, peakRssBytes, rootRetained, steps } = JSON.parse(told.trim().split('\n').at(-1)!) as Omit<
    ProcessCost,
    'wallMs'
  > &
    Omit<ContenderRun, 'cost'>;
  return { cost: { wallMs, cpuMs, peakRssBytes }, rootRetained, steps };
}

function reasonOf(complaint: string): string | undefined {
  return /^(?:\w*Error\b.*|FATAL ERROR:.*)$/m.exec(complaint)?.[0];
}
