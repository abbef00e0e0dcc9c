/* eslint-disable @typescript-eslint/prefer-for-of -- iterating is among what is replaced */
import { runInThisContext } from 'node:vm';
import { createSourceFile, forEachChild, type Node, ScriptTarget, SyntaxKind } from 'typescript';
import { expect, it } from 'vitest';
import type { Probe } from '../../src/probe/probe.js';
import { PROBE_TEXT } from '../../src/probe/probe-text.js';

const run = (probe: Probe, ...args: unknown[]): unknown => {
  const { value, failure } = JSON.parse(probe.run(args)) as { value?: unknown; failure?: string };
  if (failure !== undefined) throw new Error(failure);
  return value;
};
const install = (): Probe => runInThisContext(PROBE_TEXT) as Probe;

it('is whole in itself, and answers from a realm of its own', () => {
  const probe = install();
  expect(run(probe, 'process')).toMatchObject({ pid: process.pid, nodeVersion: process.version });
  run(probe, 'begin');
  run(probe, 'take', 5, {}, false, 'open', 'file:///app.js', null, 1, 'local', 'open', { id: 'session-1' });
  expect(run(probe, 'calls')).toBe(1);
  expect(run(probe, 'facts')).toMatchObject({
    canaries: [{ origin: 'return' }, { origin: 'local', name: 'id' }],
  });
  expect(probe instanceof Object).toBe(false);
  run(probe, 'release');
  expect(run(probe, 'facts')).toMatchObject({ canaries: [], calls: 0 });
});

it('has no regular expression: it may interrupt one of the program, and V8 does not bear another within it', () => {
  const inner = JSON.parse(/runInNewContext\(("(?:[^"\\]|\\.)*")/.exec(PROBE_TEXT)![1]!) as string;
  expect(inner).toContain('createWalk');
  expect(patternsIn('const pattern = /a/;')).toEqual(['/a/']);
  expect([...patternsIn(inner), ...patternsIn(PROBE_TEXT)]).toEqual([]);
});

/** Regular expressions that a text writes down or makes, and calls that make one of a string. */
function patternsIn(text: string): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    const source = node.getText(file);
    if (node.kind === SyntaxKind.RegularExpressionLiteral) found.push(source);
    if (node.kind === SyntaxKind.NewExpression && source.startsWith('new RegExp')) found.push(source);
    if (node.kind === SyntaxKind.PropertyAccessExpression && /\.(?:match|matchAll|search)$/.test(source))
      found.push(source);
    forEachChild(node, visit);
  };
  const file = createSourceFile('probe.js', text, ScriptTarget.Latest);
  visit(file);
  return found;
}

it('walks everything that the process has, without an end to it', () => {
  const probe = install();
  run(probe, 'walk', 100_000, 12, 40);
  for (let i = 0; i < 10_000; i++) if ((run(probe, 'step', 20) as { left: number }).left === 0) break;
  run(probe, 'settle');
  run(probe, 'look', true);
  const { collections } = run(probe, 'facts') as { collections: readonly { sizes: readonly number[] }[] };
  expect(collections.length).toBeGreaterThan(0);
  run(probe, 'release');
});

it('meets nothing that the program has done to builtins', () => {
  const fail = (): never => {
    throw new Error('a builtin of the program was called');
  };
  const sessions = new Map(Array.from({ length: 200 }, (_, i) => [i, { i }]));
  const places: readonly (readonly [object, PropertyKey])[] = [
    ...(['map', 'concat', 'filter', 'flatMap', 'push', Symbol.iterator] as const).map(
      (key) => [Array.prototype, key] as const,
    ),
    ...(['entries', 'get', 'has', 'set', Symbol.iterator] as const).map(
      (key) => [Map.prototype, key] as const,
    ),
    [JSON, 'stringify'],
    [Object, 'getPrototypeOf'],
  ];
  const before = places.map(([object, key]) => Reflect.get(object, key) as unknown);
  const frame = [5, {}, false, 'open', 'file:///app.js', null, 1, 'module', '', { sessions }];
  const questions = [
    ['take', ...frame],
    ['walk', 100, 12, 40],
    ['step', 50],
    ['settle'],
    ['look', true],
    ['facts'],
  ];
  let facts = '';
  // Between here and the end of the block nothing of ours may use what is replaced.
  try {
    for (let i = 0; i < places.length; i++) Reflect.set(places[i]![0], places[i]![1], fail);
    const probe = install();
    for (let i = 0; i < questions.length; i++) facts = probe.run(questions[i]!);
  } finally {
    for (let i = 0; i < places.length; i++) Reflect.set(places[i]![0], places[i]![1], before[i]);
  }
  const { value } = JSON.parse(facts) as {
    value: { collections: readonly { sizes: readonly number[] }[] };
  };
  expect(value.collections.map(({ sizes }) => sizes)).toContainEqual([200]);
});

it('refuses where the program has replaced what objects are read by', () => {
  const { ownKeys } = Reflect;
  Reflect.ownKeys = (object) => ownKeys(object);
  try {
    expect(install()).toContain('the program has replaced ownKeys');
  } finally {
    Reflect.ownKeys = ownKeys;
  }
});

it('throws nothing of what goes wrong within it', () => {
  const probe = install();
  expect(JSON.parse(probe.run(['step', 5]))).toEqual({
    failure: expect.stringContaining('TypeError') as string,
  });
  expect(probe.sealed([8])).toEqual([]);
});
