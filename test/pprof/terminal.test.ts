import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { encodeProfile, ProfileBuilder } from '../../packages/profile/src/index.js';
import { PtyTerminal } from '../support/pty-terminal.js';
import { cliPath } from '../support/session-story.js';

const profiles = fileURLToPath(new URL('../../fixtures/pprof/profiles', import.meta.url));
let directory: string;
let terminal: PtyTerminal | undefined;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'heaptide-'));
  cpSync(profiles, directory, { recursive: true });
});

afterEach(() => {
  terminal?.kill();
  rmSync(directory, { recursive: true });
});

/** Under a shell that changes into the directory, since the terminal has no directory of its own. */
function open(...args: string[]): PtyTerminal {
  const script = 'cd "$1" && shift && exec "$@"';
  const command = ['-c', script, 'sh', directory, process.execPath, cliPath, 'pprof', ...args];
  terminal = new PtyTerminal('/bin/sh', command, { columns: 100, rows: 40 });
  return terminal;
}

it('the shell edits a line, completes it and remembers it', async () => {
  const shell = open('go-heap-1.pb.gz');
  await shell.shows(/\(pprof\)$/m);
  shell.type('pee\t');
  await shell.shows(/\(pprof\) peek$/m);
  shell.type(' newSess');
  shell.type('\t');
  await shell.shows(/\(pprof\) peek main\\.newSession$/m);
  shell.type('\r');
  await shell.shows(/\| main\.newSession/);
  await shell.shows(/-\n\(pprof\)\s*$/);
  shell.type('zork\u007f\u007f\u007f\u007ftop1\r');
  await shell.shows(/Showing top 1 nodes/);
  shell.type('\u001b[A\u001b[A');
  await shell.shows(/\(pprof\) peek main\\.newSession\s*$/);
  shell.type('\u0015o');
  await shell.shows(/\(pprof\) o$/m);
  shell.type('\u0015\u0004');
  expect(await shell.exited).toBe(0);
});

it('lines that are pasted run one after another', async () => {
  const shell = open('go-heap-1.pb.gz');
  await shell.shows(/\(pprof\)$/m);
  shell.type('focus=nowhere\rtop1\r:\rtop2\rquit\r');
  expect(await shell.exited).toBe(0);
  const text = shell.raw.replaceAll('\r', '');
  expect(text.indexOf('Focus expression matched no samples')).toBeGreaterThan(0);
  expect(text.indexOf('Showing top 2 nodes')).toBeGreaterThan(text.indexOf('Focus expression matched'));
});

it('Ctrl-C ends the shell', async () => {
  const shell = open('go-heap-1.pb.gz');
  await shell.shows(/\(pprof\)$/m);
  shell.type('\u0003');
  expect(await shell.exited).toBe(0);
});

it('what is binary does not go to a terminal', async () => {
  const run = open('-proto', 'go-heap-1.pb.gz');
  expect(await run.exited).toBe(0);
  expect(run.text().trim()).toBe('Generating report in profile001.pb.gz');
  expect(readdirSync(directory)).toContain('profile001.pb.gz');
});

it('names from a profile do not act on a terminal', async () => {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'space', unit: 'bytes' }] });
  const func = builder.func({ name: 'evil\u001b[2J\u001b]0;title\u0007', filename: 'a.js' });
  const location = builder.location({ lines: [{ function: func, line: 1, column: 0 }] });
  builder.sample({ stack: [location], values: [1] });
  writeFileSync(join(directory, 'evil.pb'), encodeProfile(builder.build()));
  const run = open('-top', 'evil.pb');
  expect(await run.exited).toBe(0);
  expect(run.text()).toContain('evil␛[2J␛]0;title␇');
  expect(run.raw).not.toContain('\u001b[2J');
});
