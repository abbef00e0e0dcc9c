import { Column } from './column.js';
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
  readonly #ids = new Map<string, FunctionId>();
  readonly #name = Column.int32();
  readonly #systemName = Column.int32();
  readonly #filename = Column.int32();
  readonly #startLine = Column.float64();

  id(row: FunctionRow): FunctionId {
    const key = `${row.name},${row.systemName},${row.filename},${row.startLine}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#ids.size as FunctionId;
    this.#ids.set(key, id);
    this.#name.push(row.name);
    this.#systemName.push(row.systemName);
    this.#filename.push(row.filename);
    this.#startLine.push(row.startLine);
    return id;
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
    return this.#ids.size;
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
