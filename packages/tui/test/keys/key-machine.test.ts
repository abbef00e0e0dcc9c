import { expect, test } from 'vitest';
import { KeyMachine } from '../../src/keys/key-machine.js';
import { KEY_TABLE, type KeyMode } from '../../src/keys/key-table.js';

function commands(keys: readonly string[], mode: KeyMode = 'table') {
  const machine = new KeyMachine();
  return keys.map((key) => machine.press(key, mode));
}

test('a key gives its command', () => {
  expect(commands(['j', 'up', 'ctrl-d'])).toEqual([
    { command: 'down' },
    { command: 'up' },
    { command: 'half-down' },
  ]);
});

test('digits count for the next key only', () => {
  expect(commands(['1', '0', 'j', 'j'])).toEqual([
    undefined,
    undefined,
    { command: 'down', count: 10 },
    { command: 'down' },
  ]);
});

test('a leading zero and an unknown key start no count', () => {
  expect(commands(['0', '5', 'x', 'j']).at(-1)).toEqual({ command: 'down' });
});

test('a count has a bound', () => {
  expect(commands([...Array.from({ length: 400 }, () => '9'), 'j']).at(-1)).toEqual({
    command: 'down',
    count: 99_999,
  });
});

test('the count of 5gg belongs to the second g', () => {
  const machine = new KeyMachine();
  machine.press('5', 'table');
  expect(machine.press('g', 'table')).toMatchObject({ command: 'ask-capture' });
  expect(machine.press('g', 'confirm')).toEqual({ command: 'top', count: 5 });
});

test('while a question waits, other keys do what they always do, and unknown ones dismiss it', () => {
  expect(commands(['j', 'x', 'enter'], 'confirm')).toEqual([
    { command: 'down' },
    { command: 'dismiss' },
    { command: 'capture' },
  ]);
});

test('in the filter, keys are text, except those that end or erase it', () => {
  expect(commands(['q', 'space', 'é', 'backspace', 'down', 'enter'], 'filter')).toEqual([
    { command: 'type', text: 'q' },
    { command: 'type', text: ' ' },
    { command: 'type', text: 'é' },
    { command: 'filter-erase' },
    undefined,
    { command: 'filter-accept' },
  ]);
});

test('any key closes the help page, escape never quits anything', () => {
  expect(commands(['q', 'escape', 'ctrl-c'], 'help')).toEqual([
    { command: 'dismiss' },
    { command: 'dismiss' },
    { command: 'quit' },
  ]);
  for (const { keys, command } of KEY_TABLE) if (keys.includes('escape')) expect(command).not.toBe('quit');
});

test('a key that is bound twice in one mode is refused', () => {
  const [first] = KEY_TABLE;
  const twice = [...KEY_TABLE, { ...first!, command: 'quit' as const }];
  expect(() => new KeyMachine(twice)).toThrow('j is bound to down and to quit in table');
  expect(() => new KeyMachine(KEY_TABLE)).not.toThrow();
});
