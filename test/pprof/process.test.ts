import { execFile } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliPath } from '../support/session-story.js';
import { expectedRun, goldenCases } from './golden-cases.js';
import { runInProcess, type PprofRun } from './run-in-process.js';

const folder = fileURLToPath(new URL('../../fixtures/pprof', import.meta.url));
const profiles = join(folder, 'profiles');
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'heaptide-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

function pprof(args: readonly string[], env: Record<string, string> = {}, stdin = ''): Promise<PprofRun> {
  return new Promise((resolve) => {
    const options = { cwd: profiles, env: { ...process.env, TZ: 'UTC', ...env }, timeout: 60_000 };
    const child = execFile(
      process.execPath,
      [cliPath, 'pprof', ...args],
      options,
      (error, stdout, stderr) => {
        resolve({
          exit: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1,
          stdout,
          stderr,
        });
      },
    );
    child.stdin?.end(stdin);
  });
}

/** A PATH with node and these programs only. */
function pathWith(programs: Record<string, string>): string {
  symlinkSync(process.execPath, join(directory, 'node'));
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(directory, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(directory, name), 0o755);
  }
  return directory;
}

describe('as a process of its own', () => {
  const some = goldenCases(folder).filter(({ args }, i) => i % 12 === 0 && !args.join().includes('{OUT}'));

  it.for(some.map((one) => [one.args.join(' '), one] as const))('%s', async ([, one]) => {
    const { exit, stdout } = await pprof(one.args);
    const expected = expectedRun(folder, one);
    expect({ exit, stdout }).toEqual({ exit: expected.exit, stdout: expected.stdout });
  });

  it('reads a shell script from a pipe', async () => {
    const { exit, stdout } = await pprof(['go-heap-1.pb.gz'], {}, 'top1\nquit\n');
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^\(pprof\) Showing nodes accounting for .*\(pprof\) $/s);
  });

  it.each([
    [['-zork'], 'flag provided but not defined: -zork\nusage: '],
    [['-top'], /^usage: .*no profile source specified\n$/s],
    [['-top', '-tree', 'x'], 'must set at most one output format\n'],
    [
      ['-top', 'nosuch'],
      'nosuch: stat nosuch: no such file or directory\nfailed to fetch any source profiles\n',
    ],
    [['-top', '..'], '..: read ..: is a directory\nfailed to fetch any source profiles\n'],
    [['-top', '../README.md'], /^\.\.\/README\.md: .*text.*\nfailed to fetch any source profiles\n$/],
  ])('%j is told on stderr, with exit status 2', async (args, words) => {
    const { exit, stdout, stderr } = await pprof(args);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    if (words instanceof RegExp) expect(stderr).toMatch(words);
    else expect(stderr.slice(0, words.length)).toBe(words);
  });

  it('help is no error', async () => {
    const { exit, stdout, stderr } = await pprof(['-h']);
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '' });
    expect(stderr).toMatch(/^usage: .*-nodecount.*-diff_base/s);
  });
});

it('a program before the first source names the profile', async () => {
  const named = await runInProcess(['-top', process.execPath, 'node-dd-leak-2.pb.gz'], { cwd: profiles });
  expect(named.stdout).toMatch(/^File: node\n/);
  const plain = await runInProcess(['-top', 'node-dd-leak-2.pb.gz'], { cwd: profiles });
  expect(named.stdout.replace('File: node\n', '')).toBe(plain.stdout);
});

describe('graphs', () => {
  it('are drawn by graphviz where it is installed', async () => {
    const path = pathWith({ dot: '/bin/echo "drawn with $1"; /bin/cat >/dev/null' });
    expect(await pprof(['-png', 'go-heap-1.pb.gz'], { PATH: path })).toEqual({
      exit: 0,
      stdout: 'drawn with -Tpng\n',
      stderr: '',
    });
  });

  it('are drawn without it as SVG and PostScript, and else it says what to install', async () => {
    const env = { PATH: pathWith({}) };
    const svg = await pprof(['-svg', 'go-heap-1.pb.gz'], env);
    expect(svg.exit).toBe(0);
    expect(svg.stdout).toMatch(
      /<svg width="100%" height="100%" viewBox=.*main\.handle.*<script.*<\/svg>\n$/s,
    );
    expect((await pprof(['-ps', 'go-heap-1.pb.gz'], env)).stdout).toMatch(/^%!PS-Adobe/);
    expect(await pprof(['-png', 'go-heap-1.pb.gz'], env)).toEqual({
      exit: 2,
      stdout: '',
      stderr: 'png needs the program dot: install graphviz, or use -svg\n',
    });
  });

  it('what goes wrong in graphviz is told', async () => {
    const path = pathWith({ dot: 'echo broken >&2; exit 3' });
    const { exit, stderr } = await pprof(['-svg', 'go-heap-1.pb.gz'], { PATH: path });
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: 'broken\nfailed to execute dot: exit status 3\n' });
  });
});

describe('viewers', () => {
  it('show a file that is removed when they have ended', async () => {
    const seen = join(directory, 'seen');
    const env = {
      PATH: pathWith({ browser: `echo "$1" >"${seen}"; /bin/cat "$1" >>"${seen}"` }),
      BROWSER: 'browser',
      TMPDIR: join(directory),
    };
    expect(await pprof(['-web', 'go-heap-1.pb.gz'], env)).toEqual({ exit: 0, stdout: '', stderr: '' });
    const [path, ...svg] = readFileSync(seen, 'utf8').split('\n');
    expect(path).toBe(join(directory, 'pprof001.svg'));
    expect(svg.join('\n')).toContain('main.handle');
    expect(readdirSync(directory)).not.toContain('pprof001.svg');
  });

  it('that fail or are missing are told of', async () => {
    const path = pathWith({ browser: 'exit 3' });
    const env = { PATH: path, BROWSER: 'nosuch', TMPDIR: directory, DISPLAY: '' };
    expect((await pprof(['-web', 'go-heap-1.pb.gz'], { ...env, BROWSER: 'browser' })).stderr).toBe(
      'browser: exit status 3\n',
    );
    expect((await pprof(['-kcachegrind', 'go-heap-1.pb.gz'], env)).stderr).toBe(
      'cannot start a viewer: none of kcachegrind is installed\n',
    );
    expect((await pprof(['-web', 'go-heap-1.pb.gz'], env)).stderr).toMatch(
      /^cannot start a viewer: none of nosuch, .* is installed; set BROWSER, or use -output\n$/,
    );
    expect(readdirSync(directory).filter((name) => name.startsWith('pprof'))).toEqual([]);
  });
});
