import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { heapFlags } from '../../src/process-memory/heap-flags.js';

const MIB = 1024 ** 2;

it.each([
  [32, ['--max-old-space-size=29', '--max-semi-space-size=1']],
  [80, ['--max-old-space-size=77', '--max-semi-space-size=1']],
  [208, ['--max-old-space-size=202', '--max-semi-space-size=2']],
  [2048, ['--max-old-space-size=2000', '--max-semi-space-size=16']],
  [8, ['--max-old-space-size=5', '--max-semi-space-size=1']],
])('%d MiB', (mib, flags) => {
  expect(heapFlags(mib * MIB)).toEqual(flags);
});

it('V8 takes their sum for its limit', () => {
  const script = 'console.log(v8.getHeapStatistics().heap_size_limit)';
  const options = { encoding: 'utf8', timeout: 20_000 } as const;
  for (const mib of [32, 80, 208]) {
    const { stdout } = spawnSync(process.execPath, [...heapFlags(mib * MIB), '-e', script], options);
    expect(Number(stdout)).toBe(mib * MIB);
  }
});
