import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { startOf } from '../../src/kubectl/process-identity.js';
import { runKubectl } from '../../src/kubectl/run-kubectl.js';
import { TETHER_SCRIPT } from '../../src/kubectl/tether-script.js';
import { TetheredChild } from '../../src/kubectl/tethered-child.js';

const { env } = process;
const bounds = { timeoutMs: 10_000, maxBytes: 1024 };
const shell = { binary: 'sh', args: ['-c'], env };

const children: TetheredChild[] = [];
afterEach(() => Promise.all(children.splice(0).map((child) => child.stop())));

/** Runs a script and gives the first line that it prints. */
async function start(script: string): Promise<{ child: TetheredChild; line: string }> {
  let stdout!: Readable;
  const child = await TetheredChild.start('sh', ['-c', script], {
    env,
    onStdout: (stream) => (stdout = stream),
  });
  children.push(child);
  const line = await new Promise<string>((resolve) =>
    stdout.once('data', (bytes: Buffer) => resolve(bytes.toString())),
  );
  return { child, line: line.trim() };
}

describe('TetheredChild', () => {
  it('is the program itself, with its arguments as they are, its stdin and its exit code', async () => {
    const words = ['$HOME', '`id`', '; exit 1', '"', "'", '', '-n', 'a\nb'];
    const script = 'cat; printf "%s|" "$$" "$@"; echo oops >&2; exit 3';
    const { code, stdout, stderr } = await runKubectl(shell, [script, 'sh', ...words], {
      stdin: 'in',
      ...bounds,
    });
    expect(code).toBe(3);
    expect(stdout.toString()).toMatch(/^in\d+\|/);
    expect(stdout.toString().split('|').slice(1, -1)).toEqual(words);
    expect(stderr).toBe('oops\n');
  });

  it('has an empty stdin and no tether unless it is given one', async () => {
    const { stdout } = await runKubectl(shell, ['cat; (: >&3) 2>/dev/null || echo none'], bounds);
    expect(stdout.toString()).toBe('none\n');
  });

  it('ends at SIGTERM', async () => {
    const { child } = await start('echo; exec sleep 60');
    await child.stop();
    expect(await child.exited).toEqual({ code: null, signal: 'SIGTERM' });
    expect(child.hasExited).toBe(true);
    await child.stop();
  });

  it('is killed with all that it started when it does not', async () => {
    const { child, line } = await start('trap "" TERM; sleep 60 & echo $!; while :; do sleep 0.1; done');
    const began = performance.now();
    await child.stop();
    expect(await child.exited).toEqual({ code: null, signal: 'SIGKILL' });
    expect(performance.now() - began).toBeGreaterThan(1_900);
    await expect.poll(() => startOf(Number(line))).toBeUndefined();
  });

  it('leaves what it started when it ends by itself', async () => {
    const { child, line } = await start('sleep 1 >/dev/null 2>&1 & echo $!');
    expect(await child.exited).toEqual({ code: 0, signal: null });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(startOf(Number(line))).toBeDefined();
    process.kill(Number(line), 'SIGKILL');
  });

  it('keeps the end of what it says', async () => {
    const { stderr } = await runKubectl(shell, ['head -c 100000 /dev/zero >&2; echo end >&2'], bounds);
    expect(stderr.length).toBe(16 * 1024);
    expect(stderr.endsWith('end\n')).toBe(true);
  });
});

describe('runKubectl', () => {
  it('ends what takes too long, prints too much or is not wanted any more', async () => {
    const run = (script: string, options = {}) => runKubectl(shell, [script], { ...bounds, ...options });
    await expect(run('sleep 60', { timeoutMs: 100 })).rejects.toMatchObject({
      kind: 'timeout',
      message: 'kubectl sleep 60 did not end within 0.1 s',
    });
    await expect(run('while :; do echo; done')).rejects.toMatchObject({ kind: 'bad-answer' });
    const signal = AbortSignal.timeout(100);
    await expect(run('sleep 60', { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(run('exit', { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(runKubectl({ binary: 'no-such', args: [], env }, [], bounds)).rejects.toMatchObject({
      kind: 'no-kubectl',
    });
  });
});

describe('the tether', () => {
  /** The script as an owner runs it who can be made to die. */
  function tether(directory: string, script: string): ChildProcess {
    return spawn('/bin/sh', ['-c', TETHER_SCRIPT, directory, '/bin/sh', '-c', script], {
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
    });
  }

  it.each([
    ['ends', 'echo $$; exec sleep 60', 'SIGTERM'],
    ['is killed', 'trap "" TERM; echo $$; while :; do sleep 0.1; done', 'SIGKILL'],
  ])('of nobody: the program %s, and its files are removed', async (_, script, signal) => {
    const directory = mkdtempSync(join(tmpdir(), 'k $(x) '));
    const child = tether(directory, script);
    const ended = new Promise((resolve) => child.once('exit', (_code, by) => resolve(by)));
    const line = await new Promise<string>((resolve) =>
      child.stdout!.once('data', (b: Buffer) => resolve(b.toString())),
    );
    expect(Number(line)).toBe(child.pid);
    (child.stdio[3] as Readable).destroy();
    expect(await ended).toBe(signal);
    await expect.poll(() => existsSync(directory)).toBe(false);
    rmSync(directory, { recursive: true, force: true });
  });
});
