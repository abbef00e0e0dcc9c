import { execFile } from 'node:child_process';
import { readFile, readlink, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { AgentProcess } from './agent-process.js';
import { scriptOf } from './script-of.js';

/** What the system tells of a process. */
export type ProcessFacts = Pick<AgentProcess, 'script' | 'ancestors'>;

const MOST_ANCESTORS = 64;
const PS_WITHIN_MS = 3000;
const PS_CHARACTERS = 4 << 20;

/** What it runs, and what has led to it. Of a process that has ended, and where the system does not tell: nothing. */
export async function processFacts(pid: number, platform = process.platform): Promise<ProcessFacts> {
  switch (platform) {
    case 'linux':
    case 'android':
      return { script: await linuxScript(pid), ancestors: await ancestors(pid, linuxParent) };
    case 'win32':
      return { script: undefined, ancestors: [] };
    default:
      return factsOfPs(pid);
  }
}

async function linuxScript(pid: number): Promise<string | undefined> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  const directory = await readlink(`/proc/${pid}/cwd`).catch(() => '/');
  return realScript(line.split('\0').slice(0, -1), directory);
}

async function linuxParent(pid: number): Promise<number | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name before it, in parentheses, may hold anything.
  const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return parent === undefined ? undefined : Number(parent);
}

/** `ps` does not tell the directory, which is ours as a rule. */
async function factsOfPs(pid: number): Promise<ProcessFacts> {
  const table = await ps('-A', '-o', 'pid=,ppid=');
  const parents = new Map(
    table.split('\n').map((line) => line.trim().split(/\s+/).map(Number) as [number, number]),
  );
  const words = (await ps('-ww', '-o', 'args=', '-p', String(pid))).trim().split(/\s+/);
  return {
    script: await realScript(words, process.cwd()),
    ancestors: await ancestors(pid, (child) => Promise.resolve(parents.get(child))),
  };
}

function ps(...args: readonly string[]): Promise<string> {
  const bounds = { timeout: PS_WITHIN_MS, maxBuffer: PS_CHARACTERS };
  return new Promise((done) => {
    execFile('ps', args, bounds, (error, stdout) => done(error === null ? stdout : ''));
  });
}

async function ancestors(
  pid: number,
  parentOf: (pid: number) => Promise<number | undefined>,
): Promise<readonly number[]> {
  const found: number[] = [];
  let parent = await parentOf(pid);
  while (parent !== undefined && parent > 1 && found.length < MOST_ANCESTORS) {
    found.push(parent);
    parent = await parentOf(parent);
  }
  return found;
}

/** Commands are links into `node_modules`, which the path itself need not show. */
async function realScript(command: readonly string[], directory: string): Promise<string | undefined> {
  const script = scriptOf(command);
  if (script === undefined) return undefined;
  const path = resolve(directory, script);
  return realpath(path).catch(() => path);
}
