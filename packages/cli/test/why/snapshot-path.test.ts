import type { PathStep } from '@heaptide/heapsnapshot';
import { describe, expect, test } from 'vitest';
import { nameWithoutKeys, walkedPath } from '../../src/why/snapshot-path.js';

type Edge = PathStep['edge'];

/** A step to a node of a class, numbered by where it stands. */
function steps(...told: readonly (readonly [type: string, name: string, of: string, more?: object])[]) {
  return told.map(([type, name, of, more], node): PathStep => {
    const text = type === 'property' ? `.${name}` : name;
    const edge: Edge = { type, name, text, isKey: false };
    return { node, id: 2 * node + 1, class: of, edge, repeats: 1, runLength: 1, ...more };
  });
}

const pathOf = (root: string, told: readonly PathStep[], holder: number) =>
  walkedPath({ root, steps: told, length: told.length }, holder);
const shown = (path: readonly { label: string; class: string }[]) =>
  path.map(({ label, class: of }) => `${label} ${of}`);

describe('a path of a snapshot in the words of a walk', () => {
  test('begins at the last variable of the program that leads to the holder', () => {
    const told = steps(
      ['context', 'timers', 'Object', { file: 'node:timers' }],
      ['property', 'unit', 'Function'],
      ['internal', 'context', 'system / Context'],
      ['context', 'sessions', 'Map', { file: 'file:///app.mjs' }],
      ['internal', 'table', '(array)'],
      ['internal', '42', 'Session'],
      ['property', 'server', 'Server'],
    );
    const { file, path, below } = pathOf('global', told, 3);
    expect(file).toBe('file:///app.mjs');
    expect(shown(path)).toEqual(['sessions Map']);
    expect(shown(below)).toEqual(['[value] Session', '.server Server']);
  });

  test('tells no key of the data, and no index', () => {
    const key: Edge = { type: 'property', name: 'mail@a.example', text: '["mail@a.example"]', isKey: true };
    const told = steps(
      ['context', 'users', 'Object', { file: 'file:///app.mjs' }],
      ['property', '', 'Array', { edge: key }],
      ['element', '77001', 'User'],
    );
    const { path, below } = pathOf('global', told, 0);
    expect(shown([...path, ...below])).toEqual(['users Object', '[key] Array', '[i] User']);
  });

  test('leaves out what V8 makes reactions, suspended functions and Proxies of', () => {
    const told = steps(
      ['context', 'ready', 'Promise', { file: 'file:///app.mjs' }],
      ['internal', 'reactions_or_result', 'system / PromiseReaction'],
      ['hidden', '0', 'system / PromiseReaction', { repeats: 190 }],
      ['hidden', '2', 'Function', { function: { name: 'resume' } }],
      ['internal', 'context', 'system / Context'],
      ['internal', 'extension', 'Generator'],
      ['internal', 'parameters_and_registers', '(array)'],
      ['internal', '2', 'Upload'],
    );
    expect(shown(pathOf('global', told, 0).below)).toEqual([
      '{reaction} function resume',
      '{suspended} Generator',
      '{variable} Upload',
    ]);
    const proxied = steps(
      ['context', 'registry', 'system / JSProxy', { file: 'file:///app.mjs' }],
      ['hidden', '1', 'Map'],
    );
    expect(shown(pathOf('global', proxied, 1).path)).toEqual(['registry{target} Map']);
  });

  test('begins at native code where no variable leads there', () => {
    const told = steps(
      ['element', '1', '(GC roots)'],
      ['element', '10', '(Global handles)'],
      ['internal', '174', 'FSEvent'],
      ['property', 'owner', 'FSWatcher'],
    );
    expect(shown(pathOf('global handle (native code keeps it)', told, 3).path)).toEqual([
      '{global handle} FSEvent',
      '.owner FSWatcher',
    ]);
  });
});

test('has no number in a name that it is found by', () => {
  const shown = 'variable timers[3600000].byId[7] (Map) of jobs2.mjs';
  expect(nameWithoutKeys(shown)).toBe('variable timers[i].byId[i] (Map) of jobs2.mjs');
});
