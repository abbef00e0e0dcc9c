import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { createMemoryCgroup, type MemoryCgroup } from '../support/memory-cgroup.js';
import { describeEachNode } from '../support/describe-each-node.js';
import { afterTest, anUpstream, logged, logOf, startProxyProgram } from './proxy-program.js';

const MIB = 2 ** 20;

await describeEachNode(
  ({ execPath }) => {
    const options = { encoding: 'utf8', timeout: 20_000 } as const;
    const hasExecve =
      spawnSync(execPath, ['-p', 'typeof process.execve'], options).stdout.trim() === 'function';

    const start = async (args: readonly string[], env: Record<string, string> = {}) => {
      const upstream = await anUpstream();
      const cgroup = createMemoryCgroup(128 * MIB);
      if (typeof cgroup === 'string') return cgroup;
      afterTest(() => cgroup.remove());
      const run = { execPath, nodeArgs: cgroup.nodeArgs, env: { NODE_OPTIONS: '', ...env } };
      const proxy = await startProxyProgram(['--upstream', upstream.origin, ...args], run);
      return { proxy, cgroup };
    };

    it('in 128 MiB gives V8 80 MiB, or says how that is done', async ({ skip }) => {
      const started = await start([]);
      if (typeof started === 'string') return skip(started);
      const { proxy, cgroup } = started;
      await logged(proxy, 'started');
      const log = logOf(proxy);
      const first = log[0]!;
      const last = log.at(-1)!;
      expect(last).toMatchObject({ message: 'started', containerLimitMib: 128, pid: proxy.pid });
      if (hasExecve) {
        expect(log).toHaveLength(1);
        expect(last.heapLimitMib).toBe(80);
        expect(last.maxSessions).toBe(26_214);
      } else {
        expect(first).toMatchObject({
          level: 'warn',
          shouldBe: '80 MiB',
          containerLimit: '128 MiB',
          set: 'NODE_OPTIONS="--max-old-space-size=77 --max-semi-space-size=1"',
        });
        expect(Number(last.heapLimitMib)).toBeGreaterThan(200);
      }
      expect(isIn(cgroup)).toBe(true);
    });

    it('what it says is what is needed', async ({ skip }) => {
      const fitting = await start([], { NODE_OPTIONS: '--max-old-space-size=77 --max-semi-space-size=1' });
      if (typeof fitting === 'string') return skip(fitting);
      await logged(fitting.proxy, 'started');
      expect(logOf(fitting.proxy)).toMatchObject([{ message: 'started', heapLimitMib: 80 }]);
    });
  },
  { atOnce: false },
);

it('a limit that was chosen stays, with a warning where it does not fit', async ({ skip }) => {
  const upstream = await anUpstream();
  const cgroup = createMemoryCgroup(128 * MIB);
  if (typeof cgroup === 'string') return skip(cgroup);
  afterTest(() => cgroup.remove());
  const run = { nodeArgs: cgroup.nodeArgs, env: { NODE_OPTIONS: '--max-old-space-size=90' } };
  const proxy = await startProxyProgram(['--upstream', upstream.origin], run);
  await logged(proxy, 'started');
  expect(logOf(proxy)).toMatchObject([
    { level: 'warn', shouldBe: '80 MiB', unchangedSince: 'it was chosen by an option of node' },
    { message: 'started' },
  ]);
});

it('--max-heap sets the limit where Node.js can, and off leaves it', async () => {
  const upstream = await anUpstream();
  const options = { env: { NODE_OPTIONS: '' } };
  const args = ['--upstream', upstream.origin, '--max-heap'];
  const sized = await startProxyProgram([...args, '100MiB'], options);
  const started = await logged(sized, 'started');
  if ('execve' in process) expect(started.heapLimitMib).toBe(100);
  else expect(logOf(sized)[0]).toMatchObject({ level: 'warn', shouldBe: '100 MiB' });
  const off = await startProxyProgram([...args, 'off'], options);
  expect(await logged(off, 'started')).not.toMatchObject({ heapLimitMib: 100 });
  expect(logOf(off)).toHaveLength(1);
});

function isIn(cgroup: MemoryCgroup): boolean {
  return cgroup.usage() > MIB;
}
