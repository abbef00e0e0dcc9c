import type { HeapGraph } from '../graph/heap-graph.js';
import type { Accumulation } from './accumulation.js';
import { collectionOf } from './collection-of.js';
import { classOf } from './class-of.js';
import { fileOfContext } from './context-file.js';
import type { EdgeLabel } from './edge-label.js';
import { KEY_LEFT_OUT } from './name-of-code.js';
import { type Reach, reachOf } from './reach.js';
import type { SharedHolder } from './shared-holder.js';
import { wayFromRoot } from './way-from-root.js';

/** The collection or object that something piles up in. Its texts are hostile. */
export interface Holder {
  readonly node: number;
  readonly class: string;
  readonly id: number;
  /** Class of the object that has it in a field, or name of the constructor; absent where a variable has it. */
  readonly owner?: string;
  /** Name of that field or variable. */
  readonly field?: string;
  /** File that the variable is declared in. */
  readonly file?: string;
  /** All of it in one, from the program's own class: `SessionCache.records (Map)`, `ConfigBus._events.reload (Array)`, `variable history (Array) of orders.mjs`. */
  readonly reached: string;
  /** The same without keys that the program made up while it ran. */
  readonly shown: string;
}

const CONTEXT = 'system / Context';

/** What holds an accumulation, and whose it is; where several hold it, `shared` is the one that is told. */
export function findHolder(
  graph: HeapGraph,
  { node, isShared }: Accumulation,
  shared: SharedHolder | undefined,
): Holder {
  if (isShared && shared === undefined) {
    const { nodeIds } = graph.snapshot;
    const reached = 'more than one place';
    return { node, class: classOf(graph, node), id: nodeIds[node]!, reached, shown: reached };
  }
  const holder = shared?.node ?? collectionOf(graph, node);
  return nameHolder(graph, holder, wayFromRoot(graph, holder) ?? []);
}

function nameHolder(graph: HeapGraph, node: number, way: readonly number[]): Holder {
  const holderClass = classOf(graph, node);
  if (holderClass === CONTEXT) return contextHolder(graph, node);
  const reach = reachOf(graph, way);
  const { owner, field, file } = reach;
  return {
    node,
    class: holderClass,
    id: graph.snapshot.nodeIds[node]!,
    ...(owner !== undefined && { owner }),
    ...(field !== undefined && { field }),
    ...(file !== undefined && { file }),
    reached: reachWords(reach, holderClass, ({ text }) => text),
    shown: reachWords(reach, holderClass, ({ text, isKey }) => (isKey ? KEY_LEFT_OUT : text)),
  };
}

function reachWords(
  { top = '', labels, file, root }: Reach,
  holderClass: string,
  labelText: (label: EdgeLabel) => string,
): string {
  const way = `${labels.length === 0 ? '' : top}${labels.map(labelText).join('')}`;
  const held = way === '' ? holderClass : `${way} (${holderClass})`;
  if (root !== undefined) return `${held} held by ${root === 'stack' ? 'a running function' : root}`;
  return file === undefined ? held : `${held} of ${lastPart(file)}`;
}

function lastPart(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** Where variables hold something together, none of them alone. */
function contextHolder(graph: HeapGraph, node: number): Holder {
  const file = fileOfContext(graph, node);
  const reached = file === undefined ? 'variables of a closure' : `variables of ${lastPart(file)}`;
  return {
    node,
    class: CONTEXT,
    id: graph.snapshot.nodeIds[node]!,
    ...(file !== undefined && { file }),
    reached,
    shown: reached,
  };
}
