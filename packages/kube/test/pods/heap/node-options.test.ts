import { describe, expect, it } from 'vitest';
import { expandVariables } from '../../../src/pods/heap/expand-variables.js';
import { nodeOptions } from '../../../src/pods/heap/node-options.js';

function optionsOf(
  command: readonly string[],
  args: readonly string[] = [],
  env: Record<string, string> = {},
) {
  return nodeOptions({ command, args, env });
}

describe('nodeOptions', () => {
  it.each([
    [
      ['node', '--a', '--b=1', 'server.js', '--not-ours'],
      ['--a', '--b=1'],
    ],
    [['/usr/local/bin/node', '--a', 'server.js'], ['--a']],
    [['tini', '--', 'node', '--a', 'server.js'], ['--a']],
    [
      ['node', '-r', './hook.js', '--a', 'server.js'],
      ['-r', '--a'],
    ],
    [['node', 'server.js', '--a'], []],
    [['npm', 'start', '--a'], []],
    [['sh', '-c', 'cd /app && exec node --a "my server.js" --no'], ['--a']],
    [['/bin/bash', '-euc', 'node --a x'], ['--a']],
    [['/bin/sh', './start.sh'], []],
    [[], []],
  ])('of the command %j are %j', (command, options) => {
    expect(optionsOf(command).fromCommand).toEqual(options);
  });

  it('are arguments for an entry point that the image names', () => {
    expect(optionsOf([], ['--a', 'server.js']).fromCommand).toEqual(['--a']);
    expect(optionsOf(['node'], ['--a', 'server.js']).fromCommand).toEqual(['--a']);
    expect(optionsOf([], ['server.js', '--a']).fromCommand).toEqual([]);
  });

  it('come from NODE_OPTIONS, which a shell may set anew', () => {
    const env = { NODE_OPTIONS: '--a "--b=c d"' };
    expect(optionsOf([], [], env).fromEnvironment).toEqual(['--a', '--b=c d']);
    const line = 'export NODE_OPTIONS="--c --d"; node x';
    expect(optionsOf(['sh', '-c', line], [], env).fromEnvironment).toEqual(['--c', '--d']);
  });

  it('hold what Kubernetes puts in', () => {
    const env = { HEAP: '64', NODE_OPTIONS: '--max-old-space-size=$(HEAP)' };
    const options = optionsOf(['node'], ['--max-semi-space-size=$(HEAP)', 'x'], env);
    expect(options).toEqual({
      fromEnvironment: ['--max-old-space-size=64'],
      fromCommand: ['--max-semi-space-size=64'],
    });
  });
});

it.each([
  ['$(A)-$(A)', '1-1'],
  ['$$(A)', '$(A)'],
  ['$(UNKNOWN) $A ${A}', '$(UNKNOWN) $A ${A}'],
  ['$(toString)', '$(toString)'],
])('expandVariables of %s is %s', (text, expanded) => {
  expect(expandVariables(text, { A: '1' })).toBe(expanded);
});
