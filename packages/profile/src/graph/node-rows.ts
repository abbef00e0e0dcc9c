import { Column } from '../build/column.js';
import type { NodeInfo } from './node-info.js';
import type { StringTable } from '../string-table.js';

/** One node by the string ids of its names. */
interface NodeRow {
  readonly nameId: number;
  readonly fileId: number;
  readonly line: number;
  readonly column: number;
  readonly address: bigint;
  readonly startLine?: number;
  /** String id of the mapping's file. */
  readonly objectFile?: number;
}

/** The nodes of a table in columns: few of many nodes are ever spelled out. */
export class NodeRows {
  length = 0;
  /** What is shown for a file, by string id. */
  readonly cleanFiles = new Map<number, string>();
  readonly #strings: StringTable;
  readonly #infos: (NodeInfo | undefined)[] = [];
  readonly #name = Column.int32();
  readonly #file = Column.int32();
  readonly #objectFile = Column.int32();
  readonly #line = Column.float64();
  readonly #column = Column.float64();
  readonly #startLine = Column.float64();
  /** Only those that are not 0. */
  readonly #addresses = new Map<number, bigint>();

  constructor(strings: StringTable) {
    this.#strings = strings;
  }

  add({ nameId, fileId, line, column, address, startLine = 0, objectFile = 0 }: NodeRow): number {
    this.#name.push(nameId);
    this.#file.push(fileId);
    this.#objectFile.push(objectFile);
    this.#line.push(line);
    this.#column.push(column);
    this.#startLine.push(startLine);
    if (address !== 0n) this.#addresses.set(this.length, address);
    return this.length++;
  }

  info(node: number): NodeInfo {
    return (this.#infos[node] ??= {
      name: this.#strings.get(this.#name.data[node]!),
      file: this.cleanFiles.get(this.#file.data[node]!) ?? '',
      line: this.#line.data[node]!,
      column: this.#column.data[node]!,
      address: this.#addresses.get(node) ?? 0n,
      startLine: this.#startLine.data[node]!,
      objectFile: this.#strings.get(this.#objectFile.data[node]!),
    });
  }
}
