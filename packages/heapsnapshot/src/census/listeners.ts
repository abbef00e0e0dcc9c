import type { HeapGraph } from '../graph/heap-graph.js';
import { EdgeType } from '../model/edge-type.js';
import { NodeType } from '../model/node-type.js';
import { type Census, censusOf, type CensusOptions, MOST_ROWS } from './census.js';
import { type CountedFunction, FunctionTally } from './function-tally.js';
import { Largest } from './largest.js';
import { collectionLayout } from './table-layout.js';

/** Listeners of one event of one emitter. */
export interface ListenedEvent {
  /** As the program named it; hostile text. Symbols are written `<symbol name>`. */
  readonly event: string;
  readonly listeners: number;
}

/** An emitter or event target, and who listens to it. */
export interface ListenedEmitter {
  readonly emitter: { readonly id: number; readonly class: string };
  readonly kind: 'EventEmitter' | 'EventTarget';
  /** Who holds the emitter. */
  readonly owner: string;
  readonly listeners: number;
  /** Different events that are listened to. Many of few listeners each tell of events named by requests. */
  readonly eventCount: number;
  /** The events of the most listeners. */
  readonly events: readonly ListenedEvent[];
  /** The functions that listen most often: one that does a hundred times was added once per request. */
  readonly functions: readonly CountedFunction[];
  /** Bytes that would go with what holds its listeners. */
  readonly retained: number;
}

export interface ListenerCensus {
  /** Ordered by their listeners. */
  readonly emitters: readonly ListenedEmitter[];
  readonly emitterCount: number;
  readonly listeners: number;
}

type Listening = Map<string, number>;

const MOST_EVENTS = 5;
const MOST_FUNCTIONS = 5;
const MOST_NAME = 128;

/**
 * Event emitters (objects that have `_events`, whatever their class) and event targets with their listeners. Layouts: Node.js
 * `lib/events.js` (a function, or an array of them, by event) and `lib/internal/event_target.js` (a Map from event to a linked
 * list).
 */
export function listListeners(graph: HeapGraph, options: CensusOptions = {}): ListenerCensus {
  const census = censusOf(graph);
  const { snapshot } = graph;
  const largest = new Largest<Found>(options.most ?? MOST_ROWS);
  let emitterCount = 0;
  let listeners = 0;
  for (let node = 0; node < snapshot.nodeCount; node++) {
    if (snapshot.nodeTypes[node] !== NodeType.object) continue;
    const found = listenersOf(census, node);
    if (found === undefined) continue;
    let count = 0;
    visitListeners(census, found, () => count++);
    if (count === 0) continue;
    emitterCount++;
    listeners += count;
    largest.add(found, count);
  }
  return { emitters: largest.sorted().map((found) => describe(census, found)), emitterCount, listeners };
}

interface Found {
  readonly node: number;
  readonly kind: ListenedEmitter['kind'];
  /** The object or Map that has the listeners. */
  readonly holder: number;
}

function listenersOf({ finder, graph }: Census, node: number): Found | undefined {
  const events = finder.property(node, '_events');
  if (events !== undefined && graph.snapshot.nodeTypes[events] === NodeType.object)
    return { node, kind: 'EventEmitter', holder: events };
  const map = finder.property(node, '<symbol kEvents>');
  if (map !== undefined && finder.internal(map, 'table') !== undefined)
    return { node, kind: 'EventTarget', holder: map };
  return undefined;
}

function describe(census: Census, found: Found): ListenedEmitter {
  const { graph, owners, places } = census;
  const events: Listening = new Map();
  const tally = new FunctionTally(places);
  let listeners = 0;
  visitListeners(census, found, (event, listener) => {
    listeners++;
    events.set(event, (events.get(event) ?? 0) + 1);
    if (listener !== undefined) tally.add(listener);
  });
  const top = new Largest<ListenedEvent>(MOST_EVENTS);
  for (const [event, count] of events) top.add({ event, listeners: count }, count);
  return {
    emitter: { id: graph.snapshot.nodeIds[found.node]!, class: owners.className(found.node) },
    kind: found.kind,
    owner: owners.ownerOf(found.node),
    listeners,
    eventCount: events.size,
    events: top.sorted(),
    functions: tally.top(MOST_FUNCTIONS),
    retained: graph.retainedSizes[found.holder]!,
  };
}

/** Visits the listeners; the closure is missing where a listener is an object. */
type VisitListener = (event: string, closure: number | undefined) => void;

function visitListeners(census: Census, { kind, holder }: Found, visit: VisitListener): void {
  if (kind === 'EventEmitter') visitEmitter(census, holder, visit);
  else visitTarget(census, holder, visit);
}

function visitEmitter({ graph, finder }: Census, holder: number, visit: VisitListener): void {
  const { firstEdges, edgeTypes, edgeNames, edgeTargets, nodeTypes, strings } = graph.snapshot;
  const prototype = finder.nameIndex('__proto__');
  for (let edge = firstEdges[holder]!; edge < firstEdges[holder + 1]!; edge++) {
    if (edgeTypes[edge] !== EdgeType.property || edgeNames[edge] === prototype) continue;
    const target = edgeTargets[edge]!;
    const event = strings.beginning(edgeNames[edge]!, MOST_NAME);
    if (nodeTypes[target] === NodeType.closure)
      visit(event, original(finder.property(target, 'listener'), target));
    else if (nodeTypes[target] === NodeType.object) {
      for (let item = firstEdges[target]!; item < firstEdges[target + 1]!; item++) {
        const listener = edgeTargets[item]!;
        if (edgeTypes[item] !== EdgeType.element || nodeTypes[listener] !== NodeType.closure) continue;
        visit(event, original(finder.property(listener, 'listener'), listener));
      }
    }
  }
}

/** What `once` wraps stands as `listener` at the wrapper. */
function original(wrapped: number | undefined, wrapper: number): number {
  return wrapped ?? wrapper;
}

function visitTarget({ graph, finder, entries }: Census, holder: number, visit: VisitListener): void {
  const { nodeCount, nodeNames, nodeTypes, fileSizes, strings } = graph.snapshot;
  const table = finder.internal(holder, 'table')!;
  const layout = collectionLayout(fileSizes[table]!);
  if (layout === undefined) return;
  let budget = nodeCount;
  entries.forEachEntry(table, layout, (key, root) => {
    if (key === undefined || root === undefined) return;
    const event = strings.beginning(nodeNames[key]!, MOST_NAME);
    let link = finder.property(root, 'next');
    while (link !== undefined && link !== root && budget-- > 0) {
      const callback = finder.property(link, 'callback') ?? finder.property(link, 'listener');
      if (callback === undefined) break;
      visit(event, nodeTypes[callback] === NodeType.closure ? callback : undefined);
      link = finder.property(link, 'next');
    }
  });
}
