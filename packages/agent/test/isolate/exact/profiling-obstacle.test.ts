import { expect, it } from 'vitest';
import { profilingObstacle } from '../../../src/isolate/exact/profiling-obstacle.js';

it.each<[string, NodeJS.ProcessEnv, string | undefined]>([
  ['--import x', {}, undefined],
  ['--cpu-prof-dir=x', {}, undefined],
  ['--cpu-prof', {}, '--cpu-prof'],
  ['--cpu_prof', {}, '--cpu-prof'],
  ['', { NODE_V8_COVERAGE: 'coverage' }, 'NODE_V8_COVERAGE'],
  ['', { NODE_V8_COVERAGE: '' }, undefined],
])('%s %o: %s', (line, env, named) => {
  const obstacle = profilingObstacle(line.split(' '), env);
  expect(obstacle?.split(' ')[0]).toBe(named);
});
