import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { captureComment, type CaptureMetadata, ProfileBuilder, writeProfile } from '@heaptide/profile';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PtyTerminal } from '../support/pty-terminal.js';
import { runCli } from '../support/run-cli.js';
import { cliPath } from '../support/session-story.js';

const profiles = fileURLToPath(new URL('../../fixtures/profiles', import.meta.url));
const running: PtyTerminal[] = [];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heaptide-saved-'));
});
afterEach(() => {
  for (const terminal of running.splice(0)) terminal.kill();
  rmSync(folder, { recursive: true });
});

function open(args: readonly string[], env: Readonly<Record<string, string>> = {}): PtyTerminal {
  const terminal = new PtyTerminal(process.execPath, [cliPath, ...args], {
    columns: 100,
    rows: 30,
    env,
    cwd: folder,
  });
  running.push(terminal);
  return terminal;
}

test('heaptide diff opens the diff screen of two captures, be they of two processes', async () => {
  const terminal = open(['diff', join(profiles, 'leaky-proxy'), join(profiles, 'fixed-proxy')]);
  await terminal.shows(/[>] x gone +newSession +\S*session-table\.js:13 +508K +- +-508K/);
  expect(terminal.lines()[0]).toContain('[2 Diff]');
  terminal.type('3');
  await terminal.shows('[3 Flame]');
  terminal.type('q');
  expect(await terminal.exited).toBe(0);
});

test('with --text, or where there is no terminal, it is text', async () => {
  const args = ['diff', join(profiles, 'leaky-proxy'), join(profiles, 'fixed-proxy')];
  const terminal = open([...args, '--text']);
  expect(await terminal.exited).toBe(0);
  expect(terminal.buffer).toBe('normal');
  expect(terminal.text()).toContain('BEFORE');
  expect((await runCli(args)).stdout).toContain('inuse_space: 3.95MB before');
});

test('a file that is no profile is one line and exit 2, on a clean terminal', async () => {
  const terminal = open(['diff', cliPath, cliPath]);
  expect(await terminal.exited).toBe(2);
  expect(terminal.buffer).toBe('normal');
  expect(terminal.text()).toMatch(/^heaptide: .*this is text, not a profile.*HT_E_NOT_A_PROFILE/ms);
});

test('heaptide open off a terminal is the report of growth', async () => {
  const { exit, stdout } = await runCli(['open', join(profiles, 'leaky-proxy')]);
  expect(exit).toBe(0);
  expect(stdout).toMatch(/^leak: newSession keeps 126 B \(109 to 144\) per session; confirmed/);
});

test('e writes the form that is asked for where the command was started, and never over another', async () => {
  const terminal = open(['open', join(profiles, 'leaky-proxy')]);
  await terminal.shows('!! LEAK');
  for (const [key, ending] of [
    ['p', '.pb.gz'],
    ['s', '.svg'],
    ['j', '.json'],
    ['m', '.md'],
    ['m', '.md'],
  ] as const) {
    terminal.type('e');
    await terminal.shows('export:');
    terminal.type(key);
    await terminal.shows(new RegExp(`exported .*\\${ending}`));
    terminal.type('j');
    await terminal.shows('rows 1-');
  }
  terminal.type('q');
  await terminal.exited;
  expect(
    readdirSync(folder)
      .map((name) => name.replace(/^.*?\./, ''))
      .sort(),
  ).toEqual(['json', 'md', 'md', 'pb.gz', 'svg']);
});

test('o opens the place of the site in the editor, which has the terminal to itself, and then it is the screen again', async () => {
  const source = join(folder, 'leak.js');
  const editor = join(folder, 'editor.mjs');
  writeFileSync(source, 'export function keep() {}\n');
  writeFileSync(
    editor,
    `console.log('EDITING ' + process.argv.at(-1) + ' raw ' + process.stdin.isRaw);
     process.stdin.once('data', (line) => { console.log('TYPED ' + line); setTimeout(() => process.exit(0), 200); });`,
  );
  mkdirSync(join(folder, 'series'));
  writeFileSync(join(folder, 'series', 'one.pb.gz'), await captureOf(source));
  const terminal = open(['open', 'series'], { EDITOR: `"${process.execPath}" "${editor}"` });
  await terminal.shows(/keep +leak\.js:1|leak\.js:1/);
  terminal.type('o');
  await terminal.shows(`EDITING ${source} raw false`);
  expect(terminal.buffer).toBe('normal');
  terminal.type('jj\r');
  await terminal.shows('TYPED jj');
  await terminal.until(() => terminal.buffer === 'alternate');
  await terminal.shows('[1 Live]');
  terminal.type('q');
  expect(await terminal.exited).toBe(0);
});

test('of a source that is on another machine, o says so', async () => {
  const terminal = open(['open', join(profiles, 'leaky-proxy')], { EDITOR: 'true' });
  await terminal.shows('!! LEAK');
  terminal.type('o');
  await terminal.shows('no such file on this machine');
  terminal.type('q');
  expect(await terminal.exited).toBe(0);
});

/** A capture with one site, at the beginning of `file`. */
async function captureOf(file: string): Promise<Uint8Array> {
  const builder = new ProfileBuilder({
    sampleTypes: [
      { type: 'inuse_objects', unit: 'count' },
      { type: 'inuse_space', unit: 'bytes' },
    ],
    period: 4096,
  });
  builder.comment(captureComment(METADATA));
  const keep = builder.func({ name: 'keep', filename: file, startLine: 1 });
  const stack = [builder.location({ lines: [{ function: keep, line: 1, column: 1 }] })];
  builder.sample({ stack, values: [10, 40_960], labels: [{ key: 'born', number: 4096, unit: 'bytes' }] });
  return writeProfile(builder.build());
}

const METADATA: CaptureMetadata = {
  schema: 'heaptide.capture/1',
  time: '2026-11-22T18:24:01.000Z',
  pid: 1,
  startedAt: '2026-11-22T18:00:00.000Z',
  service: 'one',
  versions: { node: 'v20.20.2' },
  gc: 'forced',
  births: true,
  interval: 4096,
  depth: 64,
  clock: 4096,
  heapUsed: 1e6,
  heapTotal: 1e6,
  heapLimit: 1e9,
  rss: 1e7,
  external: 0,
  arrayBuffers: 0,
  work: {},
  gaps: [],
};
