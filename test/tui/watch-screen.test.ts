import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type PtyOptions, PtyTerminal, pause } from '../support/pty-terminal.js';

const program = fileURLToPath(new URL('fixtures/watch-screen.mjs', import.meta.url));
const VERDICT = '!! LEAK  newSession keeps 182 B per session';

let folder: string;
let pidFile: string;
const running: PtyTerminal[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heaptide-tui-'));
  pidFile = join(folder, 'pid');
});
afterEach(() => {
  for (const terminal of running.splice(0)) terminal.kill();
  rmSync(folder, { recursive: true });
});

function open(options: Partial<PtyOptions> = {}): PtyTerminal {
  const terminal = new PtyTerminal(process.execPath, [program], {
    columns: 100,
    rows: 30,
    ...options,
    env: { PID_FILE: pidFile, ...options.env },
  });
  running.push(terminal);
  return terminal;
}

/** The program under a shell, which reports afterwards how it ended and how the terminal is set. */
function openUnderShell(env: Readonly<Record<string, string>> = {}): PtyTerminal {
  const script = '"$0" "$1"; echo "status=$?"; stty -a';
  const terminal = new PtyTerminal('/bin/bash', ['-c', script, process.execPath, program], {
    columns: 100,
    rows: 30,
    env: { PID_FILE: pidFile, ...env },
  });
  running.push(terminal);
  return terminal;
}

const programPid = () => Number(readFileSync(pidFile, 'utf8'));

async function expectClean(terminal: PtyTerminal): Promise<void> {
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

test.each([
  [80, 24],
  [100, 30],
  [160, 50],
])('at %dx%d the whole screen is used and nothing scrolls', async (columns, rows) => {
  const terminal = open({ columns, rows });
  await terminal.shows(VERDICT);
  const lines = terminal.lines();
  expect(terminal.buffer).toBe('alternate');
  expect(terminal.isCursorHidden).toBe(true);
  expect(lines[0]).toMatch(/^ heaptide {3}a title .* LIVE {2}\d\d:\d\d:\d\d$/);
  expect(lines.at(-1)).toMatch(/^ enter detail .* q quit$/);
  expect(terminal.raw).not.toContain('\u001B[3J');
  expect(terminal.raw).not.toContain('evil\u0007');
  expect(terminal.text()).toContain('␛]0;evil␇');
});

test('below 80x24 it says what it needs, and comes up when it gets that', async () => {
  const terminal = open({ columns: 60, rows: 12 });
  await terminal.shows('heaptide needs 80x24, this is 60x12');
  terminal.resize(80, 24);
  await terminal.shows(VERDICT);
});

test('200 j in one chunk move exactly 200', async () => {
  const terminal = open();
  await terminal.shows(VERDICT);
  terminal.type('j'.repeat(200));
  await terminal.shows(/^> {4}FLAT +site198 /m);
});

test('the filter narrows the table while it is typed', async () => {
  const terminal = open();
  await terminal.shows(VERDICT);
  terminal.type('/site29');
  await terminal.shows('11 of 302');
  terminal.type('9');
  await terminal.shows('1 of 302');
  terminal.type('\r');
  await terminal.shows('filter: site299');
  terminal.type('\u001B');
  await terminal.shows('filter: none');
});

test('a hundred new sizes in two seconds leave the right screen', async () => {
  const terminal = open({ columns: 100, rows: 30 });
  await terminal.shows(VERDICT);
  for (let turn = 0; turn < 100; turn++) {
    terminal.resize(80 + ((turn * 37) % 90), 24 + ((turn * 13) % 30));
    await pause(20);
  }
  terminal.resize(120, 40);
  await terminal.quiet(400);
  const resized = terminal.lines();
  const fresh = open({ columns: 120, rows: 40 });
  await fresh.shows(VERDICT);
  await fresh.quiet(1200 / 4);
  const timeless = (lines: readonly string[]) =>
    lines.map((line) => line.replace(/\d+s old|\d\d:\d\d:\d\d/g, 'T'));
  expect(timeless(resized)).toEqual(timeless(fresh.lines()));
});

test('without colour not one colour is sent, and with it the words are the same', async () => {
  const plain = open({ env: { NO_COLOR: '1' } });
  await plain.shows(VERDICT);
  // eslint-disable-next-line no-control-regex
  expect(plain.raw).not.toMatch(/\u001B\[[1-9][\d;]*m/);
  const painted = open();
  await painted.shows(VERDICT);
  expect(painted.raw).toContain('\u001B[1;31m');
});

test('a locale without UTF-8 gets ASCII', async () => {
  const terminal = open({ env: { LC_ALL: 'C' } });
  await terminal.shows('!! LEAK');
  // eslint-disable-next-line no-control-regex
  expect(terminal.raw).toMatch(/^[\x00-\x7f]*$/);
});

test('a drawing is one write between the marks of mode 2026', async () => {
  const terminal = open();
  await terminal.shows(VERDICT);
  await terminal.quiet(150);
  const before = terminal.raw.length;
  terminal.type('j');
  await terminal.until(() => terminal.raw.length > before);
  await terminal.quiet(150);
  const drawn = terminal.raw.slice(before);
  expect(drawn.startsWith('\u001B[?2026h')).toBe(true);
  expect(drawn.length).toBeLessThan(1024);
});

test('it closes by itself when the verdict stands', async () => {
  const terminal = openUnderShell({ STOP_AFTER: '3' });
  await terminal.exited;
  expect(terminal.text()).toContain('ended after 3 captures: leak');
  await expectClean(terminal);
});

test('a connection that was never made is the callers to report, on a clean terminal', async () => {
  const terminal = openUnderShell({ UNREACHABLE: '1' });
  await terminal.exited;
  expect(terminal.text()).toContain('HT_E_UNREACHABLE: nothing listens there');
  expect(terminal.text()).toContain('status=2');
  await expectClean(terminal);
});

test.each([
  ['q', 'q'],
  ['ctrl-c', '\u0003'],
])('after %s the terminal is clean and the program goes on', async (_name, key) => {
  const terminal = openUnderShell();
  await terminal.shows(VERDICT);
  terminal.type(key);
  await terminal.exited;
  expect(terminal.text()).toContain('ended after 3 captures: leak');
  expect(terminal.text()).toContain('status=0');
  await expectClean(terminal);
});

test.each([
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGINT', 130],
] as const)('after %s the terminal is clean and the status tells of it', async (signal, status) => {
  const terminal = openUnderShell();
  await terminal.shows(VERDICT);
  process.kill(programPid(), signal);
  await terminal.exited;
  expect(terminal.text()).toContain(`status=${status}`);
  await expectClean(terminal);
});

test('a program that listens for the signal itself decides how it ends', async () => {
  const terminal = openUnderShell({ LISTENS: '1' });
  await terminal.shows(VERDICT);
  process.kill(programPid(), 'SIGTERM');
  await terminal.exited;
  expect(terminal.text()).toContain('ended after 3 captures: leak');
  expect(terminal.text()).toContain('status=0');
  await expectClean(terminal);
});

test('after an uncaught error the terminal is clean and the error can be read', async () => {
  const terminal = openUnderShell({ CRASH_AFTER_MS: '1500' });
  await terminal.shows(VERDICT);
  await terminal.exited;
  expect(terminal.text()).toContain('status=1');
  const afterScreen = terminal.raw.slice(terminal.raw.lastIndexOf('\u001B[?1049l'));
  expect(afterScreen).toContain('crash on purpose');
  await expectClean(terminal);
});

test('ctrl-z gives the terminal to the shell, fg brings the screen back', async () => {
  const terminal = new PtyTerminal('/bin/bash', ['--norc', '--noprofile', '-i'], {
    columns: 100,
    rows: 30,
    env: { PID_FILE: pidFile, PS1: 'prompt> ' },
  });
  running.push(terminal);
  await terminal.shows('prompt>');
  terminal.type(`"${process.execPath}" "${program}"\r`);
  await terminal.shows(VERDICT);
  terminal.type('\u001A');
  await terminal.until(() => terminal.buffer === 'normal');
  await terminal.shows('Stopped');
  terminal.type('stty -a\r');
  await terminal.shows('icanon');
  await expectClean(terminal);
  terminal.type('fg\r');
  await terminal.until(() => terminal.buffer === 'alternate');
  await terminal.shows(VERDICT);
  terminal.type('j');
  await terminal.shows(/^> {4}FLAT/m);
  terminal.type('q');
  await terminal.shows(/ended after 3 captures: leak\s+prompt>/);
  terminal.type('clear; stty -a; exit\r');
  await terminal.exited;
  await expectClean(terminal);
});

test('ctrl-z where no shell could go on with it only draws anew', async () => {
  const terminal = open();
  await terminal.shows(VERDICT);
  const before = terminal.raw.length;
  terminal.type('\u001A');
  await terminal.until(() => terminal.raw.includes('\u001B[?1049h', before));
  await terminal.shows(VERDICT);
  terminal.type('q');
  expect(await terminal.exited).toBe(0);
});
