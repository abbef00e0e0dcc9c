import { Column } from './column.js';
import { finishHash, mixHash } from './hash.js';
import { HashIndex } from './hash-index.js';
import type { FunctionId, Functions, StringId } from '../profile.js';

/** One row of {@link Functions}. */
export interface FunctionRow {
  readonly name: StringId;
  readonly systemName: StringId;
  readonly filename: StringId;
  readonly startLine: number;
}

/** The functions of a profile under construction; equal ones share a row. */
export class FunctionTable {
  readonly #index = new HashIndex();
  readonly #name = Column.int32();
  readonly #systemName = Column.int32();
  readonly #filename = Column.int32();
  readonly #startLine = Column.float64();

  id({ name, systemName, filename, startLine }: FunctionRow): FunctionId {
    const hash = finishHash(mixHash(mixHash(mixHash(name, systemName), filename), startLine | 0));
    for (let row = this.#index.first(hash); row !== -1; row = this.#index.next()) {
      if (
        this.#name.data[row] === name &&
        this.#systemName.data[row] === systemName &&
        this.#filename.data[row] === filename &&
        this.#startLine.data[row] === startLine
      ) {
        return row as FunctionId;
      }
    }
    this.#name.push(name);
    this.#systemName.push(systemName);
    this.#filename.push(filename);
    this.#startLine.push(startLine);
    return this.#index.add() as FunctionId;
  }

  get(id: FunctionId): FunctionRow {
    return {
      name: this.#name.data[id] as StringId,
      systemName: this.#systemName.data[id] as StringId,
      filename: this.#filename.data[id] as StringId,
      startLine: this.#startLine.data[id]!,
    };
  }

  get length(): number {
    return this.#index.length;
  }

  columns(): Functions {
    return {
      length: this.length,
      name: this.#name.rows(),
      systemName: this.#systemName.rows(),
      filename: this.#filename.rows(),
      startLine: this.#startLine.rows(),
    };
  }
}
