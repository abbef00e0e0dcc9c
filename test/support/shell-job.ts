import { existsSync, readFileSync } from 'node:fs';
import type { ExpectStatic } from 'vitest';
import { type PtyOptions, PtyTerminal } from './pty-terminal.js';

/** Runs `command` under a shell, which reports afterwards how it ended (`status=0`) and how the terminal is set. */
export function runUnderShell(command: readonly string[], options: PtyOptions): PtyTerminal {
  const script = '"$@"; echo "status=$?"; stty -a; sleep 0.3';
  return new PtyTerminal('/bin/bash', ['-c', script, 'bash', ...command], options);
}

/** A shell with job control, whose prompt is `prompt>`. */
export function interactiveShell(options: PtyOptions): PtyTerminal {
  const env = { ...options.env, PS1: 'prompt> ' };
  return new PtyTerminal('/bin/bash', ['--norc', '--noprofile', '-i'], { ...options, env });
}

/** Holds the terminal, in which `stty -a` has run, to what a shell gives a program and wants back. */
export async function expectClean(terminal: PtyTerminal, expect: ExpectStatic): Promise<void> {
  // The last output of a program may be read after its end.
  await expect.poll(() => terminal.text(), { timeout: 5_000 }).toMatch(/(^|\s)icanon[^]*\secho\s/m);

  expect(terminal.buffer).toBe('normal');
  expect(terminal.isCursorHidden).toBe(false);
  expect(terminal.raw.lastIndexOf('\u001B[?7h')).toBeGreaterThan(terminal.raw.lastIndexOf('\u001B[?7l'));
  const settings = terminal.text();
  expect(settings).toMatch(/(^|\s)icanon/m);
  expect(settings).toMatch(/(^|\s)echo(\s|$)/m);
  expect(settings).toMatch(/(^|\s)isig/m);
}

/** Processes that `pid` has started, and those that they have. */
export function descendants(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === ''
    ? []
    : children
        .split(' ')
        .map(Number)
        .flatMap((child) => [child, ...descendants(child)]);
}

export function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}
