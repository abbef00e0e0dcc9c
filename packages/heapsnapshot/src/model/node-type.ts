/**
 * Kinds of heap nodes, numbered as we hold them. Files number theirs by their own `meta.node_types`, which differ between
 * versions; the reader translates. `other` stands for a kind that this list does not have.
 */
export const NodeType = {
  hidden: 0,
  array: 1,
  string: 2,
  object: 3,
  code: 4,
  closure: 5,
  regexp: 6,
  number: 7,
  native: 8,
  synthetic: 9,
  concatenatedString: 10,
  slicedString: 11,
  symbol: 12,
  bigint: 13,
  objectShape: 14,
  wasmObject: 15,
  other: 16,
} as const;

export type NodeType = (typeof NodeType)[keyof typeof NodeType];

/** V8's own words for the kinds, by our number. */
export const NODE_TYPE_NAMES: readonly string[] = [
  'hidden',
  'array',
  'string',
  'object',
  'code',
  'closure',
  'regexp',
  'number',
  'native',
  'synthetic',
  'concatenated string',
  'sliced string',
  'symbol',
  'bigint',
  'object shape',
  'wasm object',
  'other',
];
