import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseXml } from '../../packages/report/test/check/strict-xml.js';
import { type CliRun, runCli } from '../support/run-cli.js';
import { cliPath } from '../support/session-story.js';
import { until } from '../support/until.js';
import { checkProxy, resultOf } from './check-proxy.js';

const LIMIT_MS = 90_000;
/** Readings stand where rounds end: fifteen short ones give as many as a verdict needs. */
const SHORT = ['--rounds', '15', '--warmup', '1'];
const proxies = { sessions: 100, flags: [...SHORT, '--interval', '2048'], timeoutMs: LIMIT_MS };

const program = (name: string): string => fileURLToPath(new URL(`programs/${name}`, import.meta.url));
const quoted = (text: string): string => JSON.stringify(text);
const ask = (requests: number): string =>
  `${quoted(process.execPath)} ${quoted(program('ask.mjs'))} ${requests}`;
const server = [process.execPath, program('leaking-server.mjs')];

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'heaptide-check-'));
});
afterAll(() => rm(directory, { recursive: true }));

function check(...args: readonly string[]): Promise<CliRun> {
  return runCli(['check', ...args], { env: { GITHUB_ACTIONS: '' }, timeoutMs: LIMIT_MS });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe.concurrent('heaptide check', () => {
  it('fails the leaky proxy by the function that creates the session, in every form of output', async () => {
    const junit = join(directory, 'out', 'heap.xml');
    const checked = await checkProxy('leaky', {
      ...proxies,
      flags: [...proxies.flags, '--github', '--junit', junit],
    });
    expect(checked).toMatchObject({ exit: 1 });
    expect(checked.stdout).toMatch(/^check failed: 1 site grows without end$/m);
    expect(checked.stdout).toMatch(
      /^not allowed: newSession@packages\/proxy\/dist\/sessions\/session-table\.js: leak of memory: \+\d+ B per session/m,
    );
    expect(checked.stdout).toMatch(
      /^::error file=packages\/proxy\/dist\/sessions\/session-table\.js,line=\d+,col=\d+,title=heaptide check%3A leak in newSession::/m,
    );
    const suite = parseXml(await readFile(junit, 'utf8')).children[0]!;
    expect(suite.attributes).toMatchObject({ tests: '2', failures: '2', errors: '0', skipped: '0' });
    expect(suite.children[1]!.attributes).toMatchObject({
      name: 'newSession@packages/proxy/dist/sessions/session-table.js',
      file: 'packages/proxy/dist/sessions/session-table.js',
    });
    expect(suite.children[1]!.children[0]!.text).toContain('newSession');
  });

  it('passes the fixed proxy', async () => {
    const checked = await checkProxy('fixed', { ...proxies, flags: [...proxies.flags, '--json'] });
    expect(resultOf(checked)).toMatchObject({
      schema: 'heaptide.check/1',
      outcome: 'passed',
      findings: [],
      exactSites: true,
      growth: { verdict: 'clean', unit: 'sessions.created' },
    });
    expect(checked.exit).toBe(0);
  });

  it('passes what a budget allows, and says what it did not need', async () => {
    const budget = join(directory, 'budget.json');
    const allow = [
      { site: 'rememberRequest@leaking-server.mjs', reason: 'the tests need it' },
      { site: 'forgotten', reason: 'once was' },
    ];
    await writeFile(budget, JSON.stringify({ allow }));
    const checked = await check(...SHORT, '--work', ask(100), '--budget', budget, '--', ...server);
    expect(checked.stdout).toMatch(/^check passed: what grows is allowed by the budget \(1\)$/m);
    expect(checked.stdout).toMatch(/^allowed: rememberRequest@.*; the tests need it$/m);
    expect(checked.stderr).toContain('the budget allows forgotten, which was not found to grow');
    expect(checked.exit).toBe(0);
  });
});

describe.concurrent('heaptide check cannot tell', () => {
  it('of a program that ends, and shows what it said last', async () => {
    const { exit, stdout, stderr } = await check('--work', ask(20), '--', ...server, '30');
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(/^ {2}\| fatal: out of patience$/m);
    expect(stderr).toMatch(/^heaptide: the program \(.*\) ended with exit code 3 \(HT_E_PROGRAM_ENDED\)$/m);
  });

  it('when the work fails, and shows what that said last', async () => {
    const { exit, stderr } = await check('--work', 'echo no such host >&2; exit 7', '--', ...server);
    expect(exit).toBe(2);
    expect(stderr).toMatch(
      /^ {2}\| no such host\nheaptide: the work \(.*\) ended with exit code 7 \(HT_E_WORK_FAILED\)$/m,
    );
  });

  it('of what is no program of Node', async () => {
    const { exit, stderr } = await check('--timeout', '1s', '--work', 'true', '--', 'sleep', '60');
    expect(exit).toBe(2);
    expect(stderr).toMatch(/not ready within 1 s, waiting for the agent .*\(HT_E_NOT_READY\)$/m);
  });

  it('with a budget that does not hold, before anything is started', async () => {
    const budget = join(directory, 'bad.json');
    await writeFile(budget, '{"allow": [{"site": "f"}]}');
    const { exit, stderr } = await check('--work', 'true', '--budget', budget, '--', '/nowhere/program');
    expect(exit).toBe(2);
    expect(stderr).toMatch(/bad\.json: allow\[0\] needs "reason": why may "f" grow\? \(HT_E_BAD_BUDGET\)\n$/);
  });

  it('when it is interrupted, and leaves no process', async () => {
    const marks = join(directory, 'pids');
    const work = `echo $$ >> ${quoted(marks)}; sleep 60`;
    const child = spawn(
      process.execPath,
      [
        cliPath,
        'check',
        '--verbose',
        '--work',
        work,
        '--',
        process.execPath,
        '-e',
        'setInterval(() => {}, 1000); console.log(`pid ${process.pid}`)',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const exited = new Promise((resolve) => child.once('exit', resolve));
    try {
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      let working = '';
      await until(() => /pid \d+/.test(stderr), 20_000);
      while ((working = await readFile(marks, 'utf8').catch(() => '')) === '') {
        await new Promise((resolve) => setTimeout(resolve, 50));
        expect(child.exitCode).toBeNull();
      }
      const pids = [Number(/pid (\d+)/.exec(stderr)![1]), Number(working)];
      expect(pids.map(isAlive)).toEqual([true, true]);
      child.kill('SIGINT');
      expect(await exited).toBe(130);
      expect(pids.map(isAlive)).toEqual([false, false]);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
