import { EdgeType } from '../model/edge-type.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { InterfaceFinder } from './interface-finder.js';
import type { ObjectInterface } from './object-interface.js';
import { EMPTY_PATH, NO_PATH, SequenceTree } from './sequence-tree.js';

const MOST_SHAPES = 1 << 20;
const NOT_FOUND_YET = -2;

/**
 * Index of the interface that each of the objects has, `NO_INTERFACE` where it has none. What was found is remembered for so
 * many shapes; objects of others are looked at one by one.
 */
export function findInterfaces(
  snapshot: HeapSnapshot,
  objects: Uint32Array,
  interfaces: readonly ObjectInterface[],
  mostShapes = MOST_SHAPES,
): Int32Array {
  const { firstEdges, edgeTypes, edgeNames } = snapshot;
  const finder = new InterfaceFinder(interfaces);
  const numbers = new ListedProperties(snapshot, finder);
  const shapes = new SequenceTree(mostShapes);
  const byShape = new Int32Array(mostShapes).fill(NOT_FOUND_YET);

  const found = new Int32Array(objects.length);
  for (let index = 0; index < objects.length; index++) {
    const object = objects[index]!;
    let shape = EMPTY_PATH;
    for (let edge = firstEdges[object]!, end = firstEdges[object + 1]!; edge < end; edge++) {
      if (edgeTypes[edge] !== EdgeType.property) continue;
      const number = numbers.numberAt(edgeNames[edge]!);
      if (number < 0) continue;
      shape = shapes.child(shape, number);
      if (shape === NO_PATH) break;
    }
    if (shape === NO_PATH) {
      found[index] = finder.find(numbers.ofObject(object));
    } else {
      if (byShape[shape] === NOT_FOUND_YET) byShape[shape] = finder.find(shapes.stepsTo(shape));
      found[index] = byShape[shape]!;
    }
  }
  return found;
}

const NOT_LOOKED_UP = 0;
const UNLISTED = 1;
const FIRST_NUMBER = 2;

/** A finder's numbers for the properties of a snapshot; each text is decoded once. */
class ListedProperties {
  readonly #snapshot: HeapSnapshot;
  readonly #finder: InterfaceFinder;
  readonly #numbers: Uint32Array;

  constructor(snapshot: HeapSnapshot, finder: InterfaceFinder) {
    this.#snapshot = snapshot;
    this.#finder = finder;
    this.#numbers = new Uint32Array(snapshot.strings.count);
  }

  /** By the index of the property's name among the strings; negative for a property that no interface lists. */
  numberAt(name: number): number {
    const known = this.#numbers[name]!;
    return (known === NOT_LOOKED_UP ? this.#lookUp(name) : known) - FIRST_NUMBER;
  }

  ofObject(object: number): number[] {
    const { firstEdges, edgeTypes, edgeNames } = this.#snapshot;
    const listed: number[] = [];
    for (let edge = firstEdges[object]!, end = firstEdges[object + 1]!; edge < end; edge++) {
      if (edgeTypes[edge] !== EdgeType.property) continue;
      const number = this.numberAt(edgeNames[edge]!);
      if (number >= 0) listed.push(number);
    }
    return listed;
  }

  #lookUp(name: number): number {
    const number = this.#finder.numberOf(this.#snapshot.strings.text(name));
    return (this.#numbers[name] = number === undefined ? UNLISTED : number + FIRST_NUMBER);
  }
}
