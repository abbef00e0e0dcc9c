import type { NodeInfo } from './node-info.js';
import { cleanPath } from './paths.js';
import type { Profile } from '../profile.js';

/** The nodes of a profile and where they stand. */
export interface NodeTable {
  readonly nodes: readonly NodeInfo[];
  /** For each location, and one more, an offset into `nodesAt`. */
  readonly offsets: Int32Array;
  /** Indexes of nodes, innermost first; at least one per location. */
  readonly nodesAt: Int32Array;
  /** Whether a location has several lines, so that some frames are inlined. */
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
  const { locations, mappings, strings } = profile;
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
    if (from === to) nodesAt[end++] = finder.bare(address, strings.get(objectFile));
    offsets[row + 1] = end;
  }
  return { nodes: finder.nodes, offsets, nodesAt: nodesAt.subarray(0, end), hasInlines };
}

class NodeFinder {
  readonly nodes: NodeInfo[] = [];
  readonly #profile: Profile;
  readonly #options: NodeTableOptions;
  /** Canonical number of a text, so that equal texts under several ids are one. */
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #nameNumbers: Int32Array;
  readonly #fileNumbers: Int32Array;
  /** Node of a function without line, column and address, by function row, + 1. */
  readonly #functionNodes: Int32Array;
  readonly #byPair = new Map<number, number>();
  readonly #byKey = new Map<string, number>();

  constructor(profile: Profile, options: NodeTableOptions) {
    this.#profile = profile;
    this.#options = options;
    this.#nameNumbers = new Int32Array(profile.strings.length).fill(-1);
    this.#fileNumbers = new Int32Array(profile.strings.length).fill(-1);
    this.#functionNodes = new Int32Array(profile.functions.length);
  }

  line(func: number, line: number, column: number, address: bigint, objectFile: number): number {
    const plain = line === 0 && column === 0 && address === 0n;
    if (plain && this.#functionNodes[func] !== 0) return this.#functionNodes[func]! - 1;
    const { functions, strings } = this.#profile;
    const name = this.#name(functions.name[func]!);
    const file = this.#file(functions.filename[func]!);
    const named = this.#texts[name] !== '';
    if (plain && named && this.#options.objectNames !== true) {
      const key = name * 2 ** 26 + file;
      const known = this.#byPair.get(key);
      const node = known ?? this.#add(functionInfo(this.#texts[name]!, this.#texts[file]!));
      this.#byPair.set(key, node);
      this.#functionNodes[func] = node + 1;
      return node;
    }
    const tellsApart = this.#options.objectNames === true || !named;
    const object = tellsApart ? strings.get(objectFile) : '';
    const startLine = tellsApart ? functions.startLine[func]! : 0;
    return this.#node(name, file, line, column, address, startLine, object);
  }

  /** A location of which only the address is known. */
  bare(address: bigint, objectFile: string): number {
    const nothing = this.#number('');
    return this.#node(nothing, nothing, 0, 0, address, 0, objectFile);
  }

  #node(
    name: number,
    file: number,
    line: number,
    column: number,
    address: bigint,
    startLine: number,
    objectFile: string,
  ): number {
    const key = `${name},${file},${line},${column},${address},${startLine},${objectFile}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const node = this.#add({
      name: this.#texts[name]!,
      file: this.#texts[file]!,
      line,
      column,
      address,
      startLine,
      objectFile,
    });
    this.#byKey.set(key, node);
    return node;
  }

  #add(info: NodeInfo): number {
    return this.nodes.push(info) - 1;
  }

  #name(id: number): number {
    if (this.#nameNumbers[id] === -1) this.#nameNumbers[id] = this.#number(this.#profile.strings.get(id));
    return this.#nameNumbers[id]!;
  }

  #file(id: number): number {
    if (this.#fileNumbers[id] === -1) {
      const path = this.#profile.strings.get(id);
      const trimmed = this.#options.trimPath ? this.#options.trimPath(path) : path;
      this.#fileNumbers[id] = this.#number(trimmed === '' ? '' : cleanPath(trimmed));
    }
    return this.#fileNumbers[id]!;
  }

  #number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#texts.push(text) - 1;
    this.#numbers.set(text, number);
    return number;
  }
}

function functionInfo(name: string, file: string): NodeInfo {
  return { name, file, line: 0, column: 0, address: 0n, startLine: 0, objectFile: '' };
}
