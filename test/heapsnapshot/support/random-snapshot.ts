import { EDGE_TYPE_NAMES, NODE_TYPE_NAMES } from '@heaptide/heapsnapshot';

/** Numbers from 0 to below 1, always the same ones for a seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const NODE_FIELDS = ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'];
/** Those that every version has. */
const NODE_TYPES = NODE_TYPE_NAMES.slice(0, 15);
const EDGE_TYPES = EDGE_TYPE_NAMES.slice(0, 7);
const NUMBERED = ['element', 'hidden'];

/** Names that DevTools treats in ways of their own, and some that it does not. */
const NODE_NAMES = [
  'Object',
  'Object',
  'Object',
  'Session',
  'Array',
  'system / NativeContext',
  '(map descriptors)',
  '(Document DOM trees)',
  '<div id="a">',
  '<div>',
  'Detached <li class="b">',
  'Detached Window',
  'Function',
  '(system)',
  '{a, b}',
  '',
];
const PROPERTY_NAMES = [
  'a',
  'b',
  'c',
  'id',
  'with space',
  '__proto__',
  'sloppy_function_map',
  'Z',
  'é',
  'l'.repeat(90),
];

const CYCLE = 3;

/**
 * Text of a heap snapshot that no V8 would write: nodes and edges of every kind and name at random, with cycles, self edges,
 * nodes that nothing holds, ephemerons of which either half may be missing. The same seed gives the same text.
 */
export function randomSnapshot(seed: number, nodeCount: number): string {
  const random = randomNumbers(seed);
  const below = (count: number) => Math.floor(random() * count);
  const one = <T>(list: readonly T[]): T => list[below(list.length)]!;

  // DevTools renames what is detached, and then no longer knows the text of an external string by its name. V8 detaches none.
  const withDetached = seed % 2 === 0;
  const names = withDetached ? NODE_NAMES : [...NODE_NAMES, 'system / ExternalStringData'];

  const strings: string[] = [];
  const indexes = new Map<string, number>();
  const indexOf = (text: string): number => {
    let index = indexes.get(text);
    if (index === undefined) indexes.set(text, (index = strings.push(text) - 1));
    return index;
  };
  const idOf = (node: number) => node * 2 + 1;

  const out: number[][][] = Array.from({ length: nodeCount }, () => []);
  const addEdge = (from: number, type: string, name: string | number, to: number) =>
    out[from]!.push([
      EDGE_TYPES.indexOf(type),
      typeof name === 'number' ? name : indexOf(name),
      to * NODE_FIELDS.length,
    ]);

  const held = nodeCount - CYCLE;
  const edgeCount = nodeCount + below(nodeCount * 2);
  for (let k = 0; k < edgeCount; k++) {
    const type = one(EDGE_TYPES);
    const name = NUMBERED.includes(type) ? below(12) : random() < 0.1 ? `${below(12)}` : one(PROPERTY_NAMES);
    // Edges from the root, or near it, make for graphs of which much is reached.
    addEdge(random() < 0.1 ? 0 : below(held), type, name, below(held));
  }
  // A cycle that nothing leads to, and that leads to what the root reaches.
  for (let k = 0; k < CYCLE; k++) {
    addEdge(held + k, 'property', 'a', held + ((k + 1) % CYCLE));
    addEdge(held + k, 'property', 'b', below(held));
  }
  for (let k = 0; k < nodeCount / 20; k++) {
    const [table, key, value] = [below(held), below(held), below(held)];
    const name = `${k} / part of key (K @${idOf(key)}) -> value (V @${idOf(value)}) pair in WeakMap (table @${idOf(table)})`;
    if (random() < 0.9) addEdge(table, one(['internal', 'internal', 'property']), name, value);
    if (random() < 0.9) addEdge(key, 'internal', name, value);
  }

  const nodes = out.map((edges, node) => [
    node === 0
      ? NODE_TYPES.indexOf('synthetic')
      : random() < 0.4
        ? NODE_TYPES.indexOf('object')
        : below(NODE_TYPES.length),
    indexOf(node === 0 ? '' : one(names)),
    idOf(node),
    random() < 0.2 ? 0 : 8 * below(500),
    edges.length,
    withDetached && random() < 0.1 ? below(3) : 0,
  ]);
  const locations = nodes.flatMap((_, node) =>
    random() < 0.3 ? [node * NODE_FIELDS.length, below(3), below(3), below(2)] : [],
  );
  return JSON.stringify({
    snapshot: {
      meta: {
        node_fields: NODE_FIELDS,
        node_types: [NODE_TYPES, 'string', 'number', 'number', 'number', 'number'],
        edge_fields: ['type', 'name_or_index', 'to_node'],
        edge_types: [EDGE_TYPES, 'string_or_number', 'node'],
        location_fields: ['object_index', 'script_id', 'line', 'column'],
      },
      node_count: nodeCount,
      edge_count: out.reduce((sum, edges) => sum + edges.length, 0),
      trace_function_count: 0,
    },
    nodes: nodes.flat(),
    edges: out.flat(2),
    trace_function_infos: [],
    trace_tree: [],
    samples: [],
    locations,
    strings,
  });
}
