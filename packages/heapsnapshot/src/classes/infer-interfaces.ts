import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import type { ObjectInterface } from './object-interface.js';
import { plainObjects } from './plain-objects.js';
import { propertyLabel } from './property-label.js';
import { EMPTY_PATH, SequenceTree } from './sequence-tree.js';

const MOST_NAME_LENGTH = 120;
/** Interfaces of fewer objects, or of a smaller share of all plain objects, are not worth a class. */
const LEAST_OBJECTS = 2;
const LEAST_SHARE = 1 / 1000;
/**
 * Paths are told apart by where a property's name stands among the strings, candidates by its text. V8 writes each text once
 * unless it is no proper Unicode, so that no text that matters is spread over more paths than this.
 */
const MOST_PATHS_OF_A_NAME = 16;

const NOT_MEASURED = 0;
const NO_PROPERTY = 255;
/** Longer labels do not fit into a name in any case. */
const MOST_WIDTH = 253;

/**
 * The interfaces that plain objects have most often, the most frequent first; of equally frequent ones the one that is met
 * first. An object counts for the properties it begins with, as many of them as fit into a name of 120 characters and at
 * least one.
 */
export function inferInterfaces(
  snapshot: HeapSnapshot,
  objects: Uint32Array = plainObjects(snapshot),
): ObjectInterface[] {
  const least = Math.max(LEAST_OBJECTS, objects.length * LEAST_SHARE);
  return candidates(countPaths(snapshot, objects), snapshot, least / MOST_PATHS_OF_A_NAME)
    .filter(({ count }) => count >= least)
    .sort((a, b) => b.count - a.count)
    .map(({ name, properties }) => ({ name, properties }));
}

interface CountedPaths {
  readonly tree: SequenceTree;
  /** Objects by the path of the properties that they begin with. */
  readonly counts: Uint32Array;
  /** Paths of any object, in the order of their first. */
  readonly met: readonly number[];
}

function countPaths(snapshot: HeapSnapshot, objects: Uint32Array): CountedPaths {
  const { firstEdges, edgeTypes, edgeNames, strings } = snapshot;
  const tree = new SequenceTree();
  const widths = new Uint8Array(strings.count);
  const met: number[] = [];
  let counts = new Uint32Array(1 << 10);
  for (const object of objects) {
    let path = EMPTY_PATH;
    let length = 1;
    for (let edge = firstEdges[object]!, end = firstEdges[object + 1]!; edge < end; edge++) {
      if (edgeTypes[edge] !== EdgeType.property) continue;
      const name = edgeNames[edge]!;
      let width = widths[name]!;
      if (width === NOT_MEASURED) width = widths[name] = measure(strings.text(name));
      if (width === NO_PROPERTY) continue;
      if (length > 1 && length + width - 1 > MOST_NAME_LENGTH) break;
      length += width - 1 + (length > 1 ? 2 : 0);
      path = tree.child(path, name);
    }
    if (path === EMPTY_PATH) continue;
    if (path >= counts.length) {
      const larger = new Uint32Array(Math.max(tree.size, counts.length * 2));
      larger.set(counts);
      counts = larger;
    }
    if (counts[path]!++ === 0) met.push(path);
  }
  return { tree, counts, met };
}

/** One more than the length of the label. */
function measure(property: string): number {
  return property === '__proto__' ? NO_PROPERTY : 1 + Math.min(MOST_WIDTH, propertyLabel(property).length);
}

interface Candidate extends ObjectInterface {
  count: number;
}

function candidates(
  { tree, counts, met }: CountedPaths,
  { strings }: HeapSnapshot,
  least: number,
): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const path of met) {
    const count = counts[path]!;
    if (count < least) continue;
    const properties = tree.stepsTo(path).map((name) => strings.text(name));
    const name = interfaceName(properties);
    const candidate = found.get(name);
    if (candidate) candidate.count += count;
    else found.set(name, { name, properties, count });
  }
  return [...found.values()];
}

/** Properties without a name leave no trace where they come first, here as there. */
function interfaceName(properties: readonly string[]): string {
  let name = '{';
  for (const property of properties) name += (name === '{' ? '' : ', ') + propertyLabel(property);
  return `${name}}`;
}
