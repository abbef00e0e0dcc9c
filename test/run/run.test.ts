import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedProgram, launchProgram, startProgram } from '../support/child-program.js';
import { describeEachNode } from '../support/describe-each-node.js';
import { runCli } from '../support/run-cli.js';
import { cliPath } from '../support/session-story.js';
import { areGone, isAlive, program, startRun } from './run-program.js';

const app = (name: string): string => fileURLToPath(new URL(`../../fixtures/apps/${name}`, import.meta.url));
const growing = program('growing.mjs');

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'heaptide-run-'));
});
afterAll(() => rm(directory, { recursive: true }));

describe.concurrent('heaptide run', () => {
  it('names the leak of a proxy by the function that creates the session', async () => {
    const server = await startProgram({ args: [app('mcp-echo-server.mjs')] });
    const flags = ['--every', '500ms', '--exact', '--interval', '2048'];
    const run = startRun([...flags, '--', process.execPath, app('leaky-proxy.mjs')], {
      env: { UPSTREAM: server.url },
    });
    let churn: LaunchedProgram | undefined;
    try {
      const url = await run.says(/listening (http\S+)\n/);
      await run.says(/ capture (1) /);
      churn = launchProgram({ args: [cliPath, 'churn', url, '--sessions', '100000', '--workers', '4'] });
      await run.says(/^LEAK .*(newSession) .*session-table\.js:/m);
      run.signal('SIGINT');
      expect(await run.exited).toBe(130);
      expect(run.stdout()).toMatch(/\nresult: leak\b.*, interrupted \(exit 130\)\n$/);
      // What would have said that they were turned on and off.
      expect(run.stderr()).not.toContain('exact sites');
    } finally {
      await churn?.stop();
      await run.stop();
      await server.stop();
    }
  });

  it('ends with a program that fails: exit 2, with its status', async () => {
    const log = join(directory, 'growing.log');
    const run = startRun(['--every', '200ms', '--log', log, '--fail-on', 'never', '--', ...growing, '3']);
    try {
      await run.says(/ capture 3 /);
      process.kill(Number(await run.says(/^pid (\d+)$/m)), 'SIGUSR2');
      expect(await run.exited).toBe(2);
      expect(run.stdout()).not.toContain('connection lost');
      expect(run.stdout()).toMatch(/^result: .*, the program ended with exit code 3 \(exit 2\)\n$/m);
      expect(run.stderr()).toMatch(/^heaptide: watching growing\.mjs \(pid \d+\)$/m);
      expect(run.stderr()).toMatch(/^fatal: out of rows\nheaptide: the program ended with exit code 3\n$/m);
      expect(await readFile(log, 'utf8')).toMatch(/^pid \d+\n[^]*fatal: out of rows\n$/);
    } finally {
      await run.stop();
    }
  });

  it('ends with a program that ends well: its result is the exit status', async () => {
    const run = startRun(['--every', '200ms', '--', ...growing, '0']);
    try {
      await run.says(/ capture 1 /);
      process.kill(Number(await run.says(/^pid (\d+)$/m)), 'SIGUSR2');
      expect(await run.exited).toBe(0);
      expect(run.stdout()).toMatch(/^result: .*, the program ended with exit code 0 \(exit 0\)\n$/m);
    } finally {
      await run.stop();
    }
  });

  it('hands on what is typed, and prints data only on stdout', async () => {
    const child = spawn(process.execPath, [cliPath, 'run', '--once', '--json', '--', ...growing], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdin.write('to go on\n');
    const exit = await new Promise((resolve) => child.once('close', resolve));
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'heaptide.growth/1' });
    expect(stderr).toContain('was told to go on');
    expect(exit).toBe(0);
    await areGone([Number(/^pid (\d+)$/m.exec(stderr)![1])], 100);
  });

  it('is over after its time, and the program with it', async () => {
    const flags = ['--every', '200ms', '--duration', '1s'];
    const { exit, stdout, stderr } = await runCli(['run', ...flags, '--', ...growing]);
    expect(stdout).toMatch(/^result: .* \(exit 0\)\n$/m);
    expect(exit).toBe(0);
    await areGone([Number(/^pid (\d+)$/m.exec(stderr)![1])], 100);
  });
});

describe.concurrent('heaptide run cannot watch', () => {
  it('what cannot be started', async () => {
    const { exit, stdout, stderr } = await runCli(['run', '--', '/nowhere/program']);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(
      /^heaptide: the program \(\/nowhere\/program\) could not be started: .*ENOENT \(HT_E_PROGRAM_ENDED\)\n$/,
    );
  });

  it('what ends at once', async () => {
    const { exit, stderr } = await runCli(['run', '--', process.execPath, '-e', 'process.exit(7)']);
    expect(stderr).toMatch(/ ended with exit code 7 before it was captured \(HT_E_PROGRAM_ENDED\)\n$/);
    expect(exit).toBe(2);
  });

  it('what is no program of Node.js', async () => {
    const { exit, stderr } = await runCli(['run', '--timeout', '1s', '--', 'sleep', '60']);
    expect(stderr).toMatch(/^heaptide: no process .* within 1 s: .*\(HT_E_NOT_READY\)\n$/);
    expect(exit).toBe(2);
  });

  it('with flags that do not go together, before anything is started', async () => {
    const mark = join(directory, 'mark');
    for (const wrong of [['--json'], ['--every', 'often'], ['--process', '0'], ['--interval', '3']]) {
      const { exit } = await runCli(['run', ...wrong, '--', 'touch', mark]);
      expect(exit).toBe(2);
    }
    await expect(readFile(mark)).rejects.toThrow('ENOENT');
  });
});

describe.concurrent('nothing of the program is left', () => {
  it.for(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('after %s', async (name) => {
    const run = startRun(['--every', '200ms', '--', ...program('family.mjs')]);
    try {
      const pids = (await run.says(/^pids (\d+ \d+)$/m)).split(' ').map(Number);
      await run.says(/ capture (1) /);
      expect(pids.map(isAlive)).toEqual([true, true]);
      run.signal(name);
      expect(await run.exited).toBe(name === 'SIGINT' || name === 'SIGTERM' ? 130 : null);
      await areGone(pids);
    } finally {
      await run.stop();
    }
  });
});

it('a process that has left the program and holds its output is not waited for', async () => {
  const { exit, stderr } = await runCli(['run', '--once', '--', ...program('daemon.mjs')], {
    timeoutMs: 15_000,
  });
  const daemon = Number(/^daemon (\d+)$/m.exec(stderr)![1]);
  try {
    expect(isAlive(daemon)).toBe(true);
    expect(exit).toBe(0);
  } finally {
    process.kill(daemon, 'SIGKILL');
  }
});

describe.concurrent('the process that is watched', () => {
  /** A project with the growing program in it, and a tool that starts programs. */
  async function project(name: string): Promise<string> {
    const at = join(directory, name);
    await mkdir(join(at, 'node_modules/runner'), { recursive: true });
    await writeFile(
      join(at, 'node_modules/runner/runner.mjs'),
      `import { spawn } from 'node:child_process';
setTimeout(() => spawn(process.execPath, process.argv.slice(2), { stdio: 'inherit' }), 300);`,
    );
    await writeFile(join(at, 'build.mjs'), 'console.log("built")');
    await writeFile(join(at, 'app.mjs'), await readFile(growing[1]!));
    const scripts = {
      start: 'node build.mjs && node app.mjs',
      dev: 'node node_modules/runner/runner.mjs app.mjs',
    };
    await writeFile(join(at, 'package.json'), JSON.stringify({ name, version: '1.0.0', scripts }));
    return at;
  }

  it('under npm start is the program, not npm or what ran before', async () => {
    const cwd = await project('started');
    const run = startRun(['--once', '--', 'npm', 'start'], { cwd });
    expect(await run.exited).toBe(0);
    expect(run.stderr()).toContain('built\n');
    const pid = /^pid (\d+)$/m.exec(run.stderr())![1]!;
    expect(run.stderr()).toMatch(new RegExp(`^heaptide: watching app\\.mjs \\(pid ${pid}\\b`, 'm'));
    expect(run.stdout()).toMatch(new RegExp(`app\\.mjs +pid ${pid} `));
  });

  it('under a tool of node_modules is what that has started, unless --process says otherwise', async () => {
    const cwd = await project('tooled');
    const run = startRun(['--once', '--', 'npm', 'run', 'dev'], { cwd });
    const other = startRun(['--once', '--process', '1', '--', 'npm', 'run', 'dev'], { cwd });
    expect(await Promise.all([run.exited, other.exited])).toEqual([0, 0]);
    expect(run.stderr()).toMatch(/^heaptide: watching app\.mjs \(pid \d+, 2 of 2 with the agent/m);
    expect(run.stdout()).toMatch(/ app\.mjs +pid \d+ /);
    expect(other.stdout()).toMatch(/ runner\.mjs +pid \d+ /);
  });

  it('is followed when it is restarted', async () => {
    const cwd = await project('restarted');
    const run = startRun(['--every', '200ms', '--', process.execPath, '--watch', 'app.mjs'], { cwd });
    try {
      const first = await run.says(/^heaptide: watching app\.mjs \(pid (\d+)\)$/m);
      await run.says(/ capture (2) /);
      await writeFile(join(cwd, 'app.mjs'), `${await readFile(growing[1]!, 'utf8')}\n`);
      const then = await run.says(
        new RegExp(`a new hunt begins: the process restarted \\(pid ${first}, now (\\d+)\\)[^]* capture 2 `),
      );
      expect(then).not.toBe(first);
      run.signal('SIGTERM');
      expect(await run.exited).toBe(130);
      await areGone([Number(first), Number(then)], 100);
    } finally {
      await run.stop();
    }
  });
});

await describeEachNode(({ execPath }) => {
  it('is run, with exact sites from the beginning', async () => {
    const flags = ['--once', '--json', '--exact'];
    const { stdout } = await runCli(['run', ...flags, '--', execPath, growing[1]!]);
    const { sites } = JSON.parse(stdout) as { sites: { function: string; uncertainSite: boolean }[] };
    expect(sites.find((site) => site.function === 'rememberRow')).toMatchObject({ uncertainSite: false });
  });
});
