import type { HeapGraph } from '../graph/heap-graph.js';
import { NodeType } from '../model/node-type.js';
import { allocationPlaces } from './allocation-places.js';

/** What a class is to a person who looks for a leak. */
export const ClassKind = {
  /** V8's and Node's own machinery: code, shapes, modules. It never leaks by itself. */
  machinery: 0,
  /** Parts of other things: tables, contexts, cells. */
  part: 1,
  /** Things that only hold others: arrays, maps, closures, promises. */
  wrapper: 2,
  text: 3,
  /** Things of V8 and Node that a program would name: Buffer, Timeout, Socket. */
  builtin: 4,
  /** Classes of the program, and its plain objects by their interface. */
  program: 5,
} as const;

export type ClassKind = (typeof ClassKind)[keyof typeof ClassKind];

const MACHINERY = new Set([
  'BuiltinModule',
  'Module',
  'ModuleWrap',
  'ModuleJob',
  'ModuleJobSync',
  'LoadCache',
  'ModuleLoader',
  'ContextifyScript',
  'process',
  'internalBinding',
  'system / NativeContext',
  'system / ScopeInfo',
]);

const WRAPPERS = new Set([
  'Array',
  'Object',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'Promise',
  'Proxy',
  'Generator',
  'AsyncGenerator',
  'Arguments',
  'Iterator',
  'Map Iterator',
  'Set Iterator',
  'Array Iterator',
]);

const BUILTINS = new Set([
  'ArrayBuffer',
  'SharedArrayBuffer',
  'Buffer',
  'FastBuffer',
  'DataView',
  'Date',
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'AggregateError',
  'EventEmitter',
  'FinalizationRegistry',
  'HTTPParser',
  'Immediate',
  'MessagePort',
  'Pipe',
  'RegExp',
  'Symbol',
  'TCP',
  'TLSWrap',
  'Timeout',
  'TimersList',
  'URL',
  'URLSearchParams',
  'WeakRef',
]);

const TYPED_ARRAY = /^(?:Big)?(?:Int|Uint|Float)\d+(?:Clamped)?Array$/;

const kinds = new WeakMap<HeapGraph, Uint8Array>();

/** `ClassKind` by class of a graph. Kept as long as the graph. */
export function kindsOfClasses(graph: HeapGraph): Uint8Array {
  let known = kinds.get(graph);
  if (known === undefined) kinds.set(graph, (known = judgeClasses(graph)));
  return known;
}

/** Kind of the class of a node. */
export function kindOfNode(graph: HeapGraph, node: number): ClassKind {
  return kindsOfClasses(graph)[graph.classes.ofNode[node]!] as ClassKind;
}

function judgeClasses(graph: HeapGraph): Uint8Array {
  const { names, ofNode } = graph.classes;
  const types = new Uint8Array(names.length).fill(NodeType.other);
  for (let node = ofNode.length - 1; node >= 0; node--)
    types[ofNode[node]!] = graph.snapshot.nodeTypes[node]!;
  return Uint8Array.from(names, (name, row) => judgeClass(graph, row, name, types[row]!));
}

function judgeClass(graph: HeapGraph, row: number, name: string, type: number): ClassKind {
  switch (type) {
    case NodeType.code:
    case NodeType.objectShape:
    case NodeType.synthetic:
      return ClassKind.machinery;
    case NodeType.hidden:
    case NodeType.array:
    case NodeType.number:
    case NodeType.bigint:
      return ClassKind.part;
    case NodeType.string:
    case NodeType.slicedString:
    case NodeType.concatenatedString:
      return ClassKind.text;
    case NodeType.closure:
      return ClassKind.wrapper;
    case NodeType.native:
      return name === 'system / JSArrayBufferData' ? ClassKind.part : ClassKind.builtin;
    case NodeType.symbol:
    case NodeType.regexp:
      return ClassKind.builtin;
  }
  if (MACHINERY.has(name)) return ClassKind.machinery;
  if (name.startsWith('system / ')) return ClassKind.part;
  if (WRAPPERS.has(name)) return ClassKind.wrapper;
  if (BUILTINS.has(name) || TYPED_ARRAY.test(name)) return ClassKind.builtin;
  const file = allocationPlaces(graph).ofClass(row)?.file;
  return file?.startsWith('node:') === true ? ClassKind.builtin : ClassKind.program;
}
