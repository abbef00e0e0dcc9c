import type { NodeInfo } from './node-info.js';
import { NodeRows } from './node-rows.js';
import { cleanPath } from './paths.js';
import type { Profile } from '../profile.js';

/** The nodes of a profile and where they stand. */
export interface NodeTable {
  readonly length: number;
  /** A node, spelled out; the same object each time. */
  info(node: number): NodeInfo;
  /** For each location, and one more, an offset into `nodesAt`. */
  readonly offsets: Int32Array;
  /** Indexes of nodes, innermost first; at least one per location. */
  readonly nodesAt: Int32Array;
  /** Whether a location has several lines, so that some frames are inlined; else `nodesAt` goes by location. */
  readonly hasInlines: boolean;
}

export interface NodeTableOptions {
  /** Tell functions of different binaries, and of different start lines, apart. */
  readonly objectNames?: boolean;
  /** Applied to file names before they are cleaned. */
  readonly trimPath?: (path: string) => string;
}

/**
 * Finds the nodes: frames that a report does not tell apart are one.
 *
 * Method: google/pprof `internal/graph/graph.go`.
 */
export function findNodes(profile: Profile, options: NodeTableOptions = {}): NodeTable {
  const { locations, mappings } = profile;
  const finder = new NodeFinder(profile, options);
  const offsets = new Int32Array(locations.length + 1);
  const nodesAt = new Int32Array(locations.length + locations.lineFunction.length);
  let end = 0;
  let hasInlines = false;
  for (let row = 0; row < locations.length; row++) {
    const mapping = locations.mapping[row]!;
    const objectFile = mapping === -1 ? 0 : mappings.filename[mapping]!;
    const address = locations.address[row]!;
    const from = locations.lineOffsets[row]!;
    const to = locations.lineOffsets[row + 1]!;
    if (to - from > 1) hasInlines = true;
    for (let line = from; line < to; line++) {
      nodesAt[end++] = finder.line(
        locations.lineFunction[line]!,
        locations.lineNumber[line]!,
        locations.lineColumn[line]!,
        address,
        objectFile,
      );
    }
    if (from === to) nodesAt[end++] = finder.bare(address, objectFile);
    offsets[row + 1] = end;
  }
  const { rows } = finder;
  return {
    length: rows.length,
    info: (node) => rows.info(node),
    offsets,
    nodesAt: nodesAt.subarray(0, end),
    hasInlines,
  };
}

/** All nodes of a table, spelled out. */
export function nodeInfos(table: NodeTable): NodeInfo[] {
  return Array.from({ length: table.length }, (_, node) => table.info(node));
}

class NodeFinder {
  readonly rows: NodeRows;
  readonly #profile: Profile;
  readonly #options: NodeTableOptions;
  /** Equal texts under several string ids are one name, which the smallest of them stands for; 0 is the empty one. */
  readonly #names: Int32Array;
  /** Number of a cleaned file by string id, -1 where not met yet; and by its text. */
  readonly #files: Int32Array;
  readonly #fileNumbers = new Map<string, number>();
  /** Node of a function without line, column and address, + 1: by function row, and the last one by name. */
  readonly #byFunction: Int32Array;
  readonly #byName: Int32Array;
  /** For each node the one of the same name before it, + 1. */
  readonly #before: number[] = [];
  readonly #fileOf: number[] = [];
  readonly #byKey = new Map<string, number>();

  constructor(profile: Profile, options: NodeTableOptions) {
    this.#profile = profile;
    this.#options = options;
    this.rows = new NodeRows(profile.strings);
    this.#names = profile.strings.firstIds();
    this.#files = new Int32Array(profile.strings.length).fill(-1);
    this.#byFunction = new Int32Array(profile.functions.length);
    this.#byName = new Int32Array(profile.strings.length);
  }

  line(func: number, line: number, column: number, address: bigint, objectFile: number): number {
    const plain = line === 0 && column === 0 && address === 0n;
    if (plain && this.#byFunction[func] !== 0) return this.#byFunction[func]! - 1;
    const { functions } = this.#profile;
    const nameId = functions.name[func]!;
    const fileId = functions.filename[func]!;
    const name = this.#names[nameId]!;
    const file = this.#file(fileId);
    const tellsApart = this.#options.objectNames === true || name === 0;
    if (plain && !tellsApart) {
      const node = this.#function(name, file, fileId);
      this.#byFunction[func] = node + 1;
      return node;
    }
    const object = tellsApart ? objectFile : 0;
    const startLine = tellsApart ? functions.startLine[func]! : 0;
    const key = `${name},${file},${line},${column},${address},${startLine},${this.#names[object]}`;
    return this.#node(key, { nameId, fileId, line, column, address, startLine, objectFile: object });
  }

  /** A location of which only the address is known. */
  bare(address: bigint, objectFile: number): number {
    const key = `0,${this.#file(0)},0,0,${address},0,${this.#names[objectFile]}`;
    return this.#node(key, { nameId: 0, fileId: 0, line: 0, column: 0, address, objectFile });
  }

  #function(name: number, file: number, fileId: number): number {
    for (let node = this.#byName[name]! - 1; node !== -1; node = this.#before[node]! - 1) {
      if (this.#fileOf[node] === file) return node;
    }
    const node = this.rows.add({ nameId: name, fileId, line: 0, column: 0, address: 0n });
    this.#before[node] = this.#byName[name]!;
    this.#fileOf[node] = file;
    this.#byName[name] = node + 1;
    return node;
  }

  #node(key: string, row: Parameters<NodeRows['add']>[0]): number {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const node = this.rows.add(row);
    this.#byKey.set(key, node);
    return node;
  }

  #file(id: number): number {
    if (this.#files[id] === -1) {
      const path = this.#profile.strings.get(id);
      const trimmed = this.#options.trimPath ? this.#options.trimPath(path) : path;
      const clean = trimmed === '' ? '' : cleanPath(trimmed);
      this.rows.cleanFiles.set(id, clean);
      const number = this.#fileNumbers.get(clean) ?? this.#fileNumbers.size;
      this.#fileNumbers.set(clean, number);
      this.#files[id] = number;
    }
    return this.#files[id]!;
  }
}
