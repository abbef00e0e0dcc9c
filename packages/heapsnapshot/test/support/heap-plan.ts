import type { PlannedEdge, PlannedNode, SnapshotPlan } from './build-snapshot.js';

/** A heap under way: a root, V8's roots and a global object, and what is added to them. */
export class HeapPlan implements SnapshotPlan {
  readonly nodes: PlannedNode[] = [
    { type: 'synthetic', name: '' },
    { type: 'object', name: 'global' },
    { type: 'synthetic', name: '(GC roots)' },
  ];
  readonly edges: PlannedEdge[] = [
    [0, 'shortcut', '1', 1],
    [0, 'element', 1, 2],
  ];
  #nextId: number;

  /** Ids are given from here on. */
  constructor(firstId = 1001) {
    this.#nextId = firstId;
  }

  static readonly GLOBAL = 1;
  static readonly GC_ROOTS = 2;

  /** Adds a node and returns its place. Without an id it gets the next. */
  add(type: string, name: string, size = 16, id?: number): number {
    if (id === undefined) {
      id = this.#nextId;
      this.#nextId += 2;
    }
    return this.nodes.push({ type, name, size, id }) - 1;
  }

  object(name: string, size = 16, id?: number): number {
    return this.add('object', name, size, id);
  }

  link(from: number, type: string, nameOrIndex: string | number, to: number): void {
    this.edges.push([from, type, nameOrIndex, to]);
  }

  /** A Map in a field of an object, with its table. */
  mapIn(owner: number, field: string, ids?: { readonly map: number; readonly table: number }): number {
    const map = this.object('Map', 32, ids?.map);
    const table = this.add('array', '', 64, ids?.table);
    this.link(owner, 'property', field, map);
    this.link(map, 'internal', 'table', table);
    return table;
  }
}
