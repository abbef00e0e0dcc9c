import { beforeAll, expect, test } from 'vitest';
import { censusOf } from '../../src/census/census.js';
import type { HeapGraph } from '../../src/graph/heap-graph.js';
import { graphOfProgram } from './graph-of-program.js';

const PROGRAM = `
  class Field {} class Element {} class Entry {} class Keyed {} class Captured {} class Static {} class OfGlobal {} class Private {}
  class Registry {
    #hidden = new Private();
    field = new Field();
    list = [[new Element()]];
    map = new Map([['secret-key', new Entry()]]);
    dictionary = {};
    static shared = new Static();
    get() { return this.#hidden; }
  }
  for (let i = 0; i < 2000; i++) globalThis.registry ??= new Registry();
  for (let i = 0; i < 2000; i++) globalThis.registry.dictionary['secret-' + i] = new Keyed();
  function capture() { const variable = new Captured(); return () => variable; }
  globalThis.captured = capture();
  globalThis.direct = new OfGlobal();
`;

let graph: HeapGraph;

beforeAll(async () => {
  graph = await graphOfProgram(PROGRAM);
}, 90_000);

function ownerOf(className: string): string {
  const { owners } = censusOf(graph);
  const { ofNode, names } = graph.classes;
  const found = [...ofNode.keys()].filter(
    (node) => names[ofNode[node]!] === className && graph.snapshot.nodeTypes[node] === 3,
  );
  // The prototype is an object of the same name, with a constructor.
  const instance = found.find((node) => censusOf(graph).finder.property(node, 'constructor') === undefined)!;
  return owners.ownerOf(instance);
}

test.each([
  ['Field', 'Registry.field'],
  ['Private', 'Registry.#hidden'],
  ['Element', 'Registry.list[][]'],
  ['Entry', 'Registry.map[]'],
  ['Keyed', 'Registry.dictionary[]'],
  ['Static', 'Registry.shared'],
  ['Captured', 'variable in capture()'],
  ['OfGlobal', 'global.direct'],
])('%s is held by %s', (className, owner) => {
  expect(ownerOf(className)).toBe(owner);
});
