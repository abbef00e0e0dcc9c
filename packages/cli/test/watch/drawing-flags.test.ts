import { expect, test } from 'vitest';
import { parseArguments } from '../../src/parse-arguments.js';
import type { AnyCommand } from '../../src/verbs.js';
import { DRAWING_OPTIONS, type DrawingArguments, resolveDrawing } from '../../src/watch/drawing-flags.js';

interface World {
  readonly isTTY?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

const command = { usage: 'x', describe: '', examples: [], options: DRAWING_OPTIONS } as never as AnyCommand;

function drawing(flags: readonly string[], { isTTY = true, env = {} }: World = {}) {
  const args = parseArguments(command, flags, env) as unknown as DrawingArguments;
  return resolveDrawing(args, { isTTY }, env);
}

test.each<[readonly string[], World, boolean]>([
  [[], {}, true],
  [[], { isTTY: false }, false],
  [[], { env: { NO_COLOR: '1' } }, false],
  [[], { isTTY: false, env: { FORCE_COLOR: '1' } }, true],
  [['--color=always'], { isTTY: false, env: { NO_COLOR: '1' } }, true],
  [['--color', 'never'], { env: { FORCE_COLOR: '1' } }, false],
  [['--color', 'auto'], { env: { TERM: 'dumb' } }, false],
  [[], { isTTY: false, env: { HEAPTIDE_COLOR: 'always' } }, true],
  [['--color', 'auto'], { isTTY: false, env: { HEAPTIDE_COLOR: 'always' } }, false],
])('%j with %j: colour %s', (flags, world, color) => {
  expect(drawing(flags, world).color).toBe(color);
});

test.each<[readonly string[], NodeJS.ProcessEnv, boolean]>([
  [[], { LC_ALL: 'C.UTF-8' }, false],
  [[], { LC_ALL: 'C' }, true],
  [['--ascii'], { LC_ALL: 'C.UTF-8' }, true],
  [['--no-ascii'], { LC_ALL: 'C' }, false],
])('%j with %j: ASCII %s', (flags, env, ascii) => {
  expect(drawing(flags, { env }).ascii).toBe(ascii);
});

test('themes, and 256 colours where the terminal says so', () => {
  expect(drawing([])).toMatchObject({ theme: 'default', colors: 16 });
  expect(drawing(['--theme', 'cb'], { env: { TERM: 'xterm-256color' } })).toMatchObject({
    theme: 'cb',
    colors: 256,
  });
});

test.each([['--theme', 'pink'], ['--color', 'sometimes'], ['--color']])('%s %s is refused', (...flags) => {
  expect(() => drawing(flags)).toThrow(/--(theme|color)/);
});
