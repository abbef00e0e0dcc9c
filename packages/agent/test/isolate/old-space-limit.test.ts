import { expect, it } from 'vitest';
import { oldSpaceLimit } from '../../src/isolate/old-space-limit.js';

const MIB = 2 ** 20;

it.each([
  [['--max-old-space-size=96'], 96 * MIB],
  [['--max_old_space_size=64', '--max-old-space-size=96'], 96 * MIB],
  [['--max-old-space-size=96', '--inspect', 'x'], 96 * MIB],
  [['--max-old-space-size=0'], undefined],
  [['--max-semi-space-size=8', ''], undefined],
  [[], undefined],
])('of %o is %o', (options, limit) => {
  expect(oldSpaceLimit(options)).toBe(limit);
});
