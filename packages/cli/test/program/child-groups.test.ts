import { afterEach, beforeEach, expect, it } from 'vitest';
import { ChildGroups } from '../../src/program/child-groups.js';

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

it('what a process prints is passed on by stream, and it is told nothing unless it inherits', async () => {
  const heard: string[] = [];
  const group = groups.start({
    file: 'cat; echo out; echo err >&2',
    args: [],
    shell: true,
    env,
    pass: (text, stream) => heard.push(`${stream}: ${text}`),
  });
  await expect(group.ended).resolves.toEqual({ code: 0, signal: null });
  expect(heard.sort()).toEqual(['stderr: err\n', 'stdout: out\n']);
});
