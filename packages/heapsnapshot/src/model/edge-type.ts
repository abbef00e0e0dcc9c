/**
 * Kinds of edges, numbered as we hold them. `element` and `hidden` edges carry a number, all others a string's index.
 * `other` stands for a kind that this list does not have, and is read as one with a string's index.
 */
export const EdgeType = {
  context: 0,
  element: 1,
  property: 2,
  internal: 3,
  hidden: 4,
  shortcut: 5,
  weak: 6,
  other: 7,
} as const;

export type EdgeType = (typeof EdgeType)[keyof typeof EdgeType];

/** V8's own words for the kinds, by our number. */
export const EDGE_TYPE_NAMES: readonly string[] = [
  'context',
  'element',
  'property',
  'internal',
  'hidden',
  'shortcut',
  'weak',
  'other',
];
