import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { NODE_TYPE_NAMES, NodeType } from '../model/node-type.js';
import { sharedNumbers } from '../model/shared-arrays.js';
import { classNameOfInstance, classNameOfType } from './class-name.js';
import { ClassRegistry } from './class-registry.js';
import type { ClassTable } from './class-table.js';
import { findDetachedNodes } from './detached-nodes.js';
import { findInterfaces } from './find-interfaces.js';
import { inferInterfaces } from './infer-interfaces.js';
import { NO_INTERFACE } from './interface-finder.js';
import type { ObjectInterface } from './object-interface.js';
import { plainObjects } from './plain-objects.js';

export interface NameClassesOptions {
  /**
   * The interfaces to name plain objects by, instead of those inferred from this snapshot. Snapshots that are compared need
   * the same ones, or else the same objects are of different classes in each.
   */
  readonly interfaces?: readonly ObjectInterface[] | undefined;
}

const NOT_NAMED = 0xffff_ffff;

/**
 * The class of every node. Classes are numbered in the order of their first nodes.
 *
 * Rules: Chrome DevTools, `HeapSnapshot.ts` of its heap snapshot worker.
 */
export function nameClasses(snapshot: HeapSnapshot, options: NameClassesOptions = {}): ClassTable {
  const registry = new ClassRegistry();
  const ofNode = nameByTypeAndName(snapshot, registry);
  if (snapshot.detachedness) nameDetached(snapshot, snapshot.detachedness, registry, ofNode);
  nameByInterface(snapshot, options, registry, ofNode);
  splitByPlace(snapshot, registry, ofNode);
  return registry.finish(ofNode);
}

function nameByTypeAndName(snapshot: HeapSnapshot, registry: ClassRegistry): Uint32Array {
  const { nodeCount, nodeTypes, nodeNames, strings } = snapshot;
  const ofNode = sharedNumbers(nodeCount);
  const byType = new Uint32Array(NODE_TYPE_NAMES.length).fill(NOT_NAMED);
  const byName = new Uint32Array(strings.count).fill(NOT_NAMED);
  for (let node = 0; node < nodeCount; node++) {
    const type = nodeTypes[node]!;
    let named: number;
    if (type === NodeType.object || type === NodeType.native) {
      const name = nodeNames[node]!;
      named = byName[name]!;
      if (named === NOT_NAMED) named = byName[name] = registry.named(classNameOfInstance(strings.text(name)));
    } else {
      named = byType[type]!;
      if (named === NOT_NAMED) named = byType[type] = registry.named(classNameOfType(type));
    }
    ofNode[node] = named;
  }
  return ofNode;
}

function nameDetached(
  snapshot: HeapSnapshot,
  states: Uint8Array,
  registry: ClassRegistry,
  ofNode: Uint32Array,
): void {
  const { nodeNames, strings } = snapshot;
  for (const node of findDetachedNodes(snapshot, states)) {
    ofNode[node] = registry.named(classNameOfInstance(`Detached ${strings.text(nodeNames[node]!)}`));
  }
}

function nameByInterface(
  snapshot: HeapSnapshot,
  options: NameClassesOptions,
  registry: ClassRegistry,
  ofNode: Uint32Array,
): void {
  const objects = plainObjects(snapshot);
  const interfaces = options.interfaces ?? inferInterfaces(snapshot, objects);
  const classes = interfaces.map(({ name }) => registry.named(name));
  const found = findInterfaces(snapshot, objects, interfaces);
  for (let index = 0; index < found.length; index++) {
    if (found[index] !== NO_INTERFACE) ofNode[objects[index]!] = classes[found[index]!]!;
  }
}

/** Objects only: functions have places too, but each its own. Of several places of one object the last holds. */
function splitByPlace(snapshot: HeapSnapshot, registry: ClassRegistry, ofNode: Uint32Array): void {
  const { nodeTypes, locations } = snapshot;
  const { nodes, scripts, lines, columns } = locations;
  for (let index = 0; index < nodes.length; index++) {
    const node = nodes[index]!;
    if (nodeTypes[node] !== NodeType.object) continue;
    ofNode[node] = registry.placed(ofNode[node]!, scripts[index]!, lines[index]!, columns[index]!);
  }
}
