import { expect, it } from 'vitest';
import { cgroupMemory, parseLimit, tightestMemoryGroup } from '../../src/worker/cgroup.js';

function read(files: Record<string, string>): ReturnType<typeof cgroupMemory> {
  return cgroupMemory((path) => files[path]);
}

it('reads version 2 in a container that sees its own group as the root', () => {
  const files = {
    '/proc/self/cgroup': '0::/\n',
    '/sys/fs/cgroup/memory.current': '41943040\n',
    '/sys/fs/cgroup/memory.max': '134217728\n',
  };
  expect(read(files)).toEqual({ usage: 41_943_040, limit: 134_217_728 });
});

it('reads version 1 by the path of the memory controller', () => {
  const files = {
    '/proc/self/cgroup': '12:cpu,cpuacct:/a\n5:memory:/kubepods/pod1/c1\n0::/ignored\n',
    '/sys/fs/cgroup/memory/kubepods/pod1/c1/memory.usage_in_bytes': '1000\n',
    '/sys/fs/cgroup/memory/kubepods/pod1/c1/memory.limit_in_bytes': '5000\n',
  };
  expect(read(files)).toEqual({ usage: 1000, limit: 5000 });
});

it("falls back to the root where the path is the host's", () => {
  const files = {
    '/proc/self/cgroup': '5:memory:/docker/0123\n',
    '/sys/fs/cgroup/memory/memory.usage_in_bytes': '7\n',
    '/sys/fs/cgroup/memory/memory.limit_in_bytes': '9\n',
  };
  expect(read(files)).toEqual({ usage: 7, limit: 9 });
});

it('reports the tightest limit on the way up, with its own usage', () => {
  const files = {
    '/proc/self/cgroup': '0::/pod/c\n',
    '/sys/fs/cgroup/pod/c/memory.current': '10\n',
    '/sys/fs/cgroup/pod/c/memory.max': 'max\n',
    '/sys/fs/cgroup/pod/memory.current': '20\n',
    '/sys/fs/cgroup/pod/memory.max': '100\n',
    '/sys/fs/cgroup/memory.current': '30\n',
    '/sys/fs/cgroup/memory.max': '1000\n',
  };
  expect(read(files)).toEqual({ usage: 20, limit: 100 });
});

it('is absent without a limit', () => {
  const unlimited2 = {
    '/proc/self/cgroup': '0::/\n',
    '/sys/fs/cgroup/memory.current': '1\n',
    '/sys/fs/cgroup/memory.max': 'max\n',
  };
  const unlimited1 = {
    '/proc/self/cgroup': '5:memory:/\n',
    '/sys/fs/cgroup/memory/memory.usage_in_bytes': '1\n',
    '/sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
  };
  expect(read(unlimited2)).toBeUndefined();
  expect(read(unlimited1)).toBeUndefined();
});

it('is absent outside a memory cgroup', () => {
  expect(read({})).toBeUndefined();
  expect(read({ '/proc/self/cgroup': '3:cpu:/a\n' })).toBeUndefined();
});

it('names the files of the tightest group, and the line that counts page cache in the group and all below it', () => {
  const version1 = {
    '/proc/self/cgroup': '5:memory:/pod/c\n',
    '/sys/fs/cgroup/memory/pod/memory.usage_in_bytes': '7\n',
    '/sys/fs/cgroup/memory/pod/memory.limit_in_bytes': '9\n',
  };
  expect(tightestMemoryGroup((path) => (version1 as Record<string, string>)[path])).toEqual({
    memory: { usage: 7, limit: 9 },
    files: {
      usage: '/sys/fs/cgroup/memory/pod/memory.usage_in_bytes',
      limit: '/sys/fs/cgroup/memory/pod/memory.limit_in_bytes',
      stat: '/sys/fs/cgroup/memory/pod/memory.stat',
    },
    inactiveFile: /^total_inactive_file (\d+)$/m,
  });
  const version2 = {
    '/proc/self/cgroup': '0::/\n',
    '/sys/fs/cgroup/memory.current': '1\n',
    '/sys/fs/cgroup/memory.max': '2\n',
  };
  expect(tightestMemoryGroup((path) => (version2 as Record<string, string>)[path])).toMatchObject({
    files: { stat: '/sys/fs/cgroup/memory.stat' },
    inactiveFile: /^inactive_file (\d+)$/m,
  });
});

it.each([
  ['134217728\n', 134_217_728],
  ['max\n', undefined],
  ['9223372036854771712\n', undefined],
  ['', undefined],
  [undefined, undefined],
])('takes %j for a limit of %s', (text, limit) => {
  expect(parseLimit(text)).toBe(limit);
});
