import { expect, test } from 'vitest';
import { KeyMachine } from '../../src/keys/key-machine.js';
import { KEY_TABLE, type KeyMode, type ScreenName } from '../../src/keys/key-table.js';

function commands(keys: readonly string[], mode: KeyMode = 'live', screen: ScreenName = 'live') {
  const machine = new KeyMachine();
  return keys.map((key) => machine.press(key, { mode, screen }));
}

test('a key gives its command', () => {
  expect(commands(['j', 'up', 'ctrl-d'])).toEqual([
    { command: 'down' },
    { command: 'up' },
    { command: 'half-down' },
  ]);
});

test('1 to 4 lead to the views at once', () => {
  expect(commands(['1', '2', '3', '4'])).toEqual([
    { command: 'view-live' },
    { command: 'view-diff' },
    { command: 'view-flame' },
    { command: 'view-timeline' },
  ]);
});

test('a number that cannot be a view counts for the next key only', () => {
  expect(commands(['9', 'j', 'j'])).toEqual([undefined, { command: 'down', count: 9 }, { command: 'down' }]);
  expect(commands(['7', '1', '2', 'j']).at(-1)).toEqual({ command: 'down', count: 712 });
});

test('a 0 before it makes any number a count', () => {
  expect(commands(['0', '1', '2', 'j']).at(-1)).toEqual({ command: 'down', count: 12 });
  expect(commands(['0', 'j']).at(-1)).toEqual({ command: 'down' });
});

test('an unknown key drops the count', () => {
  expect(commands(['5', 'Z', 'j']).at(-1)).toEqual({ command: 'down' });
});

test('a count has a bound', () => {
  expect(commands([...Array.from({ length: 400 }, () => '9'), 'j']).at(-1)).toEqual({
    command: 'down',
    count: 99_999,
  });
});

test('the count of 5gg belongs to the second g', () => {
  const machine = new KeyMachine();
  machine.press('5', { mode: 'live', screen: 'live' });
  expect(machine.press('g', { mode: 'live', screen: 'live' })).toMatchObject({ command: 'ask-capture' });
  expect(machine.press('g', { mode: 'confirm', screen: 'live' })).toEqual({ command: 'top', count: 5 });
});

test('while a question waits, other keys do what they always do, and unknown ones dismiss it', () => {
  expect(commands(['j', 'Z', 'enter'], 'confirm')).toEqual([
    { command: 'down' },
    { command: 'dismiss' },
    { command: 'confirm' },
  ]);
  expect(commands(['m', 'j'], 'export', 'flame')).toEqual([
    { command: 'export-markdown' },
    { command: 'export-json' },
  ]);
});

test('in the filter, keys are text, except those that end or erase it', () => {
  expect(commands(['q', 'space', 'é', 'backspace', 'down', 'enter'], 'filter')).toEqual([
    { command: 'type', text: 'q' },
    { command: 'type', text: ' ' },
    { command: 'type', text: 'é' },
    { command: 'erase' },
    undefined,
    { command: 'accept' },
  ]);
});

test('a key that does not scroll closes the help page, escape never quits anything', () => {
  expect(commands(['j', 'q', 'escape', 'ctrl-c'], 'help')).toEqual([
    { command: 'down' },
    { command: 'dismiss' },
    { command: 'dismiss' },
    { command: 'quit' },
  ]);
  for (const { keys, command } of KEY_TABLE) if (keys.includes('escape')) expect(command).not.toBe('quit');
});

test('a key that is bound twice in one mode is refused', () => {
  const [first] = KEY_TABLE;
  const twice = [...KEY_TABLE, { ...first!, command: 'quit' as const }];
  expect(() => new KeyMachine(twice)).toThrow('j is bound to down and to quit in live');
  expect(() => new KeyMachine(KEY_TABLE)).not.toThrow();
});
