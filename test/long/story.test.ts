import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { launchProgram } from '../support/child-program.js';
import { until } from '../support/until.js';

const demo = fileURLToPath(new URL('../../.build/demo/demo.js', import.meta.url));

it('the demo names the leak, finds the fix clean, and shows both', async () => {
  const program = launchProgram({ args: [demo] });
  const code = await program.exited;
  const text = program.stdout();
  expect(`${code} ${program.stderr()}`).toBe('0 ');
  expect(text).toMatch(/^LEAK confirmed {2}newSession /m);
  expect(text).toMatch(/^CLEAN /m);
  expect(text).toMatch(
    /^before: leak, newSession at \S+session-table\.js:\d+:\d+ keeps \d+ B \(\d+ to \d+\) per session$/m,
  );
  expect(text).toMatch(/^after: {2}clean, /m);
});

const hasProc = existsSync('/proc/self/status');
if (!hasProc)
  console.log('skipped: the children of an interrupted demo, because there is no /proc to find them in');

it.skipIf(!hasProc)('the demo ends every child when it is interrupted', async () => {
  const program = launchProgram({ args: [demo] });
  try {
    await until(() => program.stdout().includes(' capture 2 '));
    const children = childrenOf(program.pid);
    expect(children.length).toBeGreaterThanOrEqual(3);
    process.kill(program.pid, 'SIGINT');
    await program.exited;
    await until(() => children.every((pid) => !isAlive(pid)));
  } finally {
    await program.stop();
  }
});

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => statusOf(pid)?.includes(`\nPPid:\t${parent}\n`));
}

function isAlive(pid: number): boolean {
  const status = statusOf(pid);
  return status !== undefined && !/^State:\s+Z/m.test(status);
}

function statusOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return undefined;
  }
}
