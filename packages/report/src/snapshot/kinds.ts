import type { HeapGraph, KindSummary } from '@heaptide/heapsnapshot';
import { count, longBytes } from '@heaptide/profile';
import { share } from '../functions/top.js';
import { layOutTable } from '../text-table.js';

const COLUMNS = [
  { title: 'BYTES', align: 'right' },
  { title: 'SHARE', align: 'right' },
  { title: 'KIND', align: 'left' },
] as const;

const KINDS: readonly (readonly [Exclude<keyof KindSummary, 'total'>, string])[] = [
  ['rest', 'objects, closures and all that is not below'],
  ['strings', 'strings'],
  ['jsArrays', 'arrays'],
  ['code', 'compiled code'],
  ['system', "V8's own tables, shapes and contexts"],
  ['native', 'native memory that V8 knows of'],
  ['arrayBuffers', 'of that, Buffers, ArrayBuffers and typed arrays'],
];

/** What a heap is made of. */
export function renderKindsText({ snapshot }: HeapGraph, kinds: KindSummary): string {
  const table = layOutTable(
    COLUMNS,
    KINDS.map(([kind, words]) => [longBytes(kinds[kind]), share(kinds[kind], kinds.total), words]),
  );
  const { nodeCount, edgeCount } = snapshot;
  const heading = `${longBytes(kinds.total)} in ${count(nodeCount)} objects with ${count(edgeCount)} references`;
  const note = 'Memory of addons, of zlib and of TLS is in no heap snapshot: the process may be larger.';
  return `${[heading, ...table, note].join('\n')}\n`;
}

/** Schema `heaptide.snapshot-summary/1`: `{schema, nodeCount, edgeCount, total, code, strings, jsArrays, arrayBuffers, native, system, rest}`, bytes. */
export function renderKindsJson({ snapshot }: HeapGraph, kinds: KindSummary): string {
  const { nodeCount, edgeCount } = snapshot;
  return `${JSON.stringify({ schema: 'heaptide.snapshot-summary/1', nodeCount, edgeCount, ...kinds })}\n`;
}
