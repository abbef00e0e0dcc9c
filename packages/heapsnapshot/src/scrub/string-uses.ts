import { EdgeType } from '../model/edge-type.js';
import { NodeType } from '../model/node-type.js';
import { badSnapshot } from '../reader/snapshot-error.js';
import type { SnapshotHeader } from '../reader/snapshot-header.js';

/** Words of the program and of V8: names of classes, functions, variables, files. */
const LABEL = 1;
/** The name of a property, on one object so far. */
const KEY = 2;
/** The name of a property on several objects, as those of a class or of a literal are. */
const SHARED_KEY = 4;
/** A property of an object with so many that it may be a dictionary. */
const IN_LARGE = 8;
/** A property of a global object: a variable. */
const GLOBAL = 16;

/** An object with more properties than this may be one that is used as a dictionary. */
const MOST_FIELDS = 12;

export type NodePlaces = SnapshotHeader['node'];
export type EdgePlaces = SnapshotHeader['edge'] & { readonly nodeFields: number };

/**
 * What the strings of a snapshot are used for, gathered while its nodes and edges pass by. Held are a byte for each string,
 * and five bytes for each node.
 */
export class StringUses {
  #uses = new Uint8Array(1 << 14);
  readonly #mostStrings: number;
  readonly #nodeTypes: Uint8Array;
  readonly #edgeCounts: Uint32Array;
  readonly #globals = new Set<number>();
  #nodes = 0;
  /** The node whose edges pass by, and how many of them are still to come. */
  #node = -1;
  #left = 0;
  readonly #keysOfNode: number[] = [];

  /** `mostStrings`: the file cannot have more. */
  constructor(nodeCount: number, mostStrings: number) {
    this.#mostStrings = mostStrings;
    this.#nodeTypes = new Uint8Array(nodeCount);
    this.#edgeCounts = new Uint32Array(nodeCount);
  }

  /** Columns of whole records, of which `at` gives the places; types are ours. */
  takeNodes(values: Uint32Array, records: number, at: NodePlaces): void {
    const { fields, type, name, edgeCount, types } = at;
    for (let record = 0, first = 0; record < records; record++, first += fields) {
      const nodeType = types[values[first + type]!] ?? NodeType.other;
      this.#nodeTypes[this.#nodes] = nodeType;
      this.#edgeCounts[this.#nodes] = values[first + edgeCount]!;
      this.#nodes++;
      if (isNamedByProgram(nodeType)) this.#add(values[first + name]!, LABEL);
    }
  }

  takeEdges(values: Uint32Array, records: number, at: EdgePlaces): void {
    const { fields, type, name, types } = at;
    for (let record = 0, first = 0; record < records;) {
      while (this.#left === 0) this.#beginNode();
      const batch = Math.min(this.#left, records - record);
      const isObject = this.#nodeTypes[this.#node] === NodeType.object;
      for (const end = record + batch; record < end; record++, first += fields) {
        const edgeType = types[values[first + type]!];
        if (edgeType === EdgeType.element || edgeType === EdgeType.hidden) continue;
        const edgeName = values[first + name]!;
        if (edgeType === EdgeType.property && isObject) this.#takeKey(edgeName);
        else if (edgeName >= this.#uses.length || (this.#uses[edgeName]! & LABEL) === 0)
          this.#add(edgeName, LABEL);
        if (this.#node === 0 && edgeType === EdgeType.shortcut)
          this.#globals.add(values[first + at.target]! / at.nodeFields);
      }
      this.#left -= batch;
      if (this.#left === 0) this.#finishNode();
    }
  }

  /** Whether the string is a name that the program or V8 gave, as far as its uses tell. */
  isLabel(string: number): boolean {
    const uses = this.#uses[string] ?? 0;
    if ((uses & (LABEL | SHARED_KEY | GLOBAL)) !== 0) return true;
    return (uses & KEY) !== 0 && (uses & IN_LARGE) === 0;
  }

  #takeKey(name: number): void {
    const uses = this.#uses[name] ?? 0;
    if ((uses & SHARED_KEY) === 0) this.#add(name, (uses & KEY) === 0 ? KEY : SHARED_KEY);
    this.#keysOfNode.push(name);
  }

  #beginNode(): void {
    this.#node++;
    if (this.#node >= this.#nodes) throw badSnapshot('it has more edges than its nodes have');
    this.#left = this.#edgeCounts[this.#node]!;
  }

  #finishNode(): void {
    const keys = this.#keysOfNode;
    if (keys.length === 0) return;
    if (this.#globals.has(this.#node)) for (const key of keys) this.#add(key, GLOBAL);
    else if (keys.length > MOST_FIELDS) for (const key of keys) this.#add(key, IN_LARGE);
    keys.length = 0;
  }

  #add(string: number, use: number): void {
    if (string >= this.#uses.length) {
      if (string > this.#mostStrings)
        throw badSnapshot(`a name is string ${string}, which its bytes cannot hold`);
      const larger = new Uint8Array(Math.max(this.#uses.length * 2, string + 1));
      larger.set(this.#uses);
      this.#uses = larger;
    }
    this.#uses[string]! |= use;
  }
}

/** Names of strings, regular expressions and numbers are what they hold. */
function isNamedByProgram(type: number): boolean {
  switch (type) {
    case NodeType.string:
    case NodeType.concatenatedString:
    case NodeType.slicedString:
    case NodeType.regexp:
    case NodeType.number:
    case NodeType.bigint:
    case NodeType.other:
      return false;
    default:
      return true;
  }
}
