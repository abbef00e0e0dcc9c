import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type InkInstall, installInk } from '../support/ink-release.js';
import { nodeReleases } from '../support/node-releases.js';
import { PtyTerminal, type ScreenCell } from '../support/pty-terminal.js';

/** Needs Node 22, which is why 6.8 is the one that we depend on. */
const INK = { version: '8.0.0', node: 22 };
const OWN_FIXTURES = fileURLToPath(new URL('../tui/fixtures', import.meta.url));
const VERDICT = '!! LEAK  newSession keeps 182 B per session';
const SIZE = { columns: 120, rows: 36 };
/** Screens to compare: the keys that lead to each from the one before. */
const KEYS = ['', 'jjj', '?', '\u001B', '/site29', '\r', '\r', '2', '3', '4'];
const TIMES = /\d\d:\d\d:\d\d|\d+s old/g;

const run = promisify(execFile);
const running: PtyTerminal[] = [];
let install: InkInstall | { readonly missing: string };

beforeAll(async () => {
  install = await installInk(INK.version);
  if ('missing' in install) console.log(`skipped Ink ${INK.version}: ${install.missing}`);
}, 120_000);
afterEach(() => {
  for (const terminal of running.splice(0)) terminal.kill();
});
afterAll(async () => {
  if ('remove' in install) await install.remove();
});

type Screen = readonly (readonly ScreenCell[])[];

/** The screens that the program shows one after the other, and how it ends. */
async function tour(node: string, fixtures: string): Promise<{ screens: readonly Screen[]; end: string }> {
  const terminal = new PtyTerminal(node, [join(fixtures, 'watch-screen.mjs')], SIZE);
  running.push(terminal);
  await terminal.shows(VERDICT);
  const screens: Screen[] = [];
  for (const keys of KEYS) {
    if (keys !== '') terminal.type(keys);
    await terminal.quiet(300);
    await terminal.drawn();
    screens.push(timeless(terminal.cells()));
  }
  terminal.type('\u0003');
  const status = await terminal.exited;
  return { screens, end: `status ${status}, ${terminal.buffer}: ${terminal.text().trim()}` };
}

/** A screen without what the clock says. */
function timeless(screen: Screen): Screen {
  return screen.map((cells) => {
    const text = cells.map((cell) => (cell.text.length === 1 ? cell.text : '?')).join('');
    const dated = new Set<number>();
    for (const { 0: time, index } of text.matchAll(TIMES))
      for (let cell = index; cell < index + time.length; cell++) dated.add(cell);
    return cells.map((cell, index) => (dated.has(index) ? { ...cell, text: 'T' } : cell));
  });
}

async function tryContract(node: string, fixtures: string) {
  const { stdout } = await run(node, [join(fixtures, 'ink-contract.mjs')], {
    timeout: 30_000,
    killSignal: 'SIGKILL',
  });
  return JSON.parse(stdout) as { version: string; frames: string[][]; settled: boolean };
}

/** One frame per commit, each of them whole and as it was given. */
function expectContract({ frames, settled }: { frames: string[][]; settled: boolean }): void {
  // eslint-disable-next-line no-control-regex
  const plain = (text: string) => text.replace(/\u001B\[[\d;]*m/g, '');
  expect(frames.map((ofCommit) => ofCommit.map(plain))).toEqual(
    Array.from({ length: 21 }, (_, number) => [`first\n\uE000\nnumber ${number}\n!! LEAK größe日本\n5\n6`]),
  );
  expect(settled).toBe(true);
}

describe('Ink 6.8 on this Node', () => {
  it('writes one whole frame per commit, and comes to its end', async () => {
    const result = await tryContract(process.execPath, OWN_FIXTURES);
    expect(result.version).toBe('6.8.0');
    expectContract(result);
  });
});

const releases = (await nodeReleases()).filter(({ version }) => Number.parseInt(version, 10) >= INK.node);
for (const release of releases) {
  describe(`Ink ${INK.version} on Node ${release.version}`, () => {
    it('writes one whole frame per commit, and comes to its end', async ({ skip }) => {
      if ('missing' in release) return skip(release.missing);
      if ('missing' in install) return skip(install.missing);
      const result = await tryContract(release.execPath, install.fixtures);
      expect(result.version).toBe(INK.version);
      expectContract(result);
    });

    it('shows the same screens cell by cell', async ({ skip }) => {
      if ('missing' in release) return skip(release.missing);
      if ('missing' in install) return skip(install.missing);
      const [own, other] = await Promise.all([
        tour(process.execPath, OWN_FIXTURES),
        tour(release.execPath, install.fixtures),
      ]);
      for (const [index, screen] of own.screens.entries()) {
        expect(textOf(other.screens[index]!), `after ${KEYS.slice(0, index + 1).join(' ')}`).toEqual(
          textOf(screen),
        );
        expect(other.screens[index]).toEqual(screen);
      }
      // All but one: help closed is the screen before it.
      const distinct = new Set(own.screens.map((screen) => textOf(screen).join('\n')));
      expect(distinct.size).toBe(KEYS.length - 1);
      expect(other.end).toBe(own.end);
      expect(own.end).toMatch(/^status 0, normal: ended after 3 captures: leak/);
    });
  });
}

function textOf(screen: Screen): readonly string[] {
  return screen.map((cells) => cells.map(({ text }) => text).join(''));
}
