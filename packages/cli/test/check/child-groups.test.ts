import { afterEach, beforeEach, expect, it } from 'vitest';
import { ChildGroups } from '../../src/check/child-groups.js';
import { runWork } from '../../src/check/run-work.js';

let groups: ChildGroups;
let interruption: AbortController;
beforeEach(() => {
  interruption = new AbortController();
  groups = new ChildGroups(interruption.signal);
});
afterEach(() => groups.close());

const { env } = process;
const node = JSON.stringify(process.execPath);
const shell = (line: string) =>
  groups.start({ file: line, args: [], shell: true, env, pass: () => undefined });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it('a group ends as a whole, what its process has started included', async () => {
  const group = shell(`${node} -e "setInterval(() => {}, 1000); console.log(process.pid)" & wait`);
  const pid = Number(
    await group.output.until((text) => /(\d+)\n/.exec(text)?.[1], AbortSignal.timeout(10_000)),
  );
  expect(isAlive(pid)).toBe(true);
  await groups.close();
  expect(isAlive(pid)).toBe(false);
});

it('who does not listen to SIGTERM is killed', async () => {
  const deaf = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log(process.pid)`;
  const group = groups.start({
    file: process.execPath,
    args: ['-e', deaf],
    shell: false,
    env,
    pass: () => undefined,
  });
  const pid = Number(
    await group.output.until((text) => /(\d+)\n/.exec(text)?.[1], AbortSignal.timeout(10_000)),
  );
  await group.stop();
  await expect(group.ended).resolves.toEqual({ code: null, signal: 'SIGKILL' });
  expect(isAlive(pid)).toBe(false);
});

it('what cannot be started says why', async () => {
  const group = groups.start({ file: '/nowhere/x', args: [], shell: false, env, pass: () => undefined });
  await expect(group.ended).resolves.toMatchObject({
    code: null,
    error: expect.stringContaining('ENOENT') as string,
  });
});

function work(command: string, timeoutMs = 10_000) {
  const options = { groups, command, env: { ...env, HEAPTIDE_ROUND: '3' }, timeoutMs, pass: () => undefined };
  return runWork({ ...options, signal: interruption.signal });
}

it('work is a line of the shell, with the round in its environment', async () => {
  await expect(work('test "$HEAPTIDE_ROUND" = 3 && test ! -t 0')).resolves.toBeGreaterThan(0);
});

it('work that fails or takes too long says so with its last lines', async () => {
  await expect(work('echo one; echo two >&2; exit 7')).rejects.toMatchObject({
    code: 'HT_E_WORK_FAILED',
    message: 'the work (echo one; echo two >&2; exit 7) ended with exit code 7',
    lastLines: expect.arrayContaining(['one', 'two']) as string[],
  });
  await expect(work('echo begun; sleep 30', 300)).rejects.toMatchObject({
    code: 'HT_E_WORK_FAILED',
    message: expect.stringContaining('took longer than 0.3 s') as string,
    lastLines: ['begun'],
  });
});

it('work ends with the check', async () => {
  const working = work('sleep 30');
  interruption.abort(new Error('interrupted'));
  await expect(working).rejects.toThrow('interrupted');
});
