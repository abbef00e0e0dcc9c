import { Column } from './column.js';
import { finishHash, mixHash } from './hash.js';
import { HashIndex } from './hash-index.js';
import type { StringId } from '../profile.js';
import { StringTable } from '../string-table.js';

const utf8 = new TextEncoder();

/** Strings told apart by their bytes, each kept once and none decoded; row 0 is the empty string. */
export class Utf8Interner {
  readonly #index = new HashIndex();
  readonly #offsets = Column.int32();
  #bytes = new Uint8Array(4096);

  constructor() {
    this.#offsets.push(0);
    this.id(new Uint8Array(0));
  }

  id(text: string | Uint8Array): StringId {
    const bytes = typeof text === 'string' ? utf8.encode(text) : text;
    const hash = hashOf(bytes);
    for (let row = this.#index.first(hash); row !== -1; row = this.#index.next()) {
      if (this.#equals(row, bytes)) return row as StringId;
    }
    const start = this.#offsets.data[this.#index.length]!;
    const end = start + bytes.length;
    if (end > this.#bytes.length) {
      const grown = new Uint8Array(2 * end);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    this.#bytes.set(bytes, start);
    this.#offsets.push(end);
    return this.#index.add() as StringId;
  }

  /** The strings so far, as a copy. */
  table(): StringTable {
    const end = this.#offsets.data[this.#index.length];
    return StringTable.decoding(this.#bytes.slice(0, end), this.#offsets.rows());
  }

  #equals(row: number, bytes: Uint8Array): boolean {
    const start = this.#offsets.data[row]!;
    if (this.#offsets.data[row + 1]! - start !== bytes.length) return false;
    for (let i = 0; i < bytes.length; i++) if (this.#bytes[start + i] !== bytes[i]) return false;
    return true;
  }
}

function hashOf(bytes: Uint8Array): number {
  let hash = bytes.length;
  for (const byte of bytes) hash = mixHash(hash, byte);
  return finishHash(hash);
}
