import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import type { PtyTerminal } from '../support/pty-terminal.js';
import { cliPath } from '../support/session-story.js';
import { expectClean, runUnderShell } from '../support/shell-job.js';
import { areGone, program } from './run-program.js';

const SIZE = { columns: 100, rows: 40 };
/** Prints a line every few milliseconds, on both streams, which would go through any screen. */
const chatty = program('chatty.mjs');

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'heaptide-run-screen-'));
});
afterAll(() => rm(directory, { recursive: true }));

function open(flags: readonly string[], command: readonly string[]): PtyTerminal {
  const args = [process.execPath, cliPath, 'run', '--every', '1s', ...flags, '--', ...command];
  return runUnderShell(args, { ...SIZE, env: { CI: 'false' } });
}

const pidIn = (log: string): number => Number(/^pid (\d+)$/m.exec(log)![1]);

describe.concurrent('heaptide run on a screen', () => {
  it('keeps what the program prints off the screen, and shows the end of it afterwards', async ({
    expect,
  }) => {
    const log = join(directory, 'chatty.log');
    const terminal = open(['--log', log], chatty);
    try {
      await terminal.shows('rememberRow');
      await terminal.shows(/chatty\.mjs/);
      expect(terminal.buffer).toBe('alternate');
      expect(terminal.text()).not.toContain('tick ');
      expect(terminal.raw).not.toContain('tick ');
      terminal.type('q');
      await terminal.shows(/status=0/);
      expect(terminal.text()).toMatch(/( {2}\| tick \d+ (out|err)\s+){20}/);
      const all = await readFile(log, 'utf8');
      expect(all).toMatch(/^pid \d+\ntick 1 out\n/);
      expect(all).toMatch(/^tick 1 err\n/m);
      await areGone([pidIn(all)], 100);
      await expectClean(terminal, expect);
    } finally {
      terminal.kill();
    }
  });

  it('leaves it when the program ends, and tells the result', async ({ expect }) => {
    const log = join(directory, 'growing.log');
    const terminal = open(['--log', log], program('growing.mjs', '3'));
    try {
      await terminal.shows('rememberRow');
      process.kill(pidIn(await readFile(log, 'utf8')), 'SIGUSR2');
      await terminal.shows(/result: .*the program ended with exit code 3 \(exit 2\)/);
      await terminal.shows('  | fatal: out of rows');
      await terminal.shows('heaptide: the program ended with exit code 3');
      await terminal.shows('status=2');
      await expectClean(terminal, expect);
    } finally {
      terminal.kill();
    }
  });
});
