/** What a query can ask of a node, and whether it is a number or a text. */
export const QUERY_FIELDS = {
  id: 'number',
  class: 'text',
  type: 'text',
  name: 'text',
  self: 'number',
  retained: 'number',
  distance: 'number',
  edges: 'number',
  retainers: 'number',
  dominator: 'number',
  detached: 'number',
} as const;

export type QueryField = keyof typeof QUERY_FIELDS;

export function isQueryField(word: string): word is QueryField {
  return Object.hasOwn(QUERY_FIELDS, word);
}
