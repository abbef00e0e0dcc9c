import type { SnapshotLocations } from '../model/snapshot-locations.js';
import { NumberTokenizer } from './number-tokenizer.js';
import type { SectionReader } from './section-reader.js';
import { badSnapshot } from './snapshot-error.js';
import type { SnapshotHeader } from './snapshot-header.js';

/** Reads the section `locations`, whose length is not known beforehand. */
export class LocationsReader implements SectionReader {
  readonly #header: SnapshotHeader;
  readonly #numbers: NumberTokenizer;
  #values = new Uint32Array(1 << 10);
  #filled = 0;

  constructor(header: SnapshotHeader) {
    this.#header = header;
    this.#numbers = new NumberTokenizer(header.location.fields, (values, records) =>
      this.#take(values.subarray(0, records * header.location.fields)),
    );
  }

  get isDone(): boolean {
    return this.#numbers.isDone;
  }

  get misfit(): number | undefined {
    return this.#numbers.misfit;
  }

  read(bytes: Uint8Array, start: number): number {
    return this.#numbers.read(bytes, start);
  }

  /** @throws {HeaptideError} `HT_E_BAD_SNAPSHOT` for a location of no node. */
  finish(): SnapshotLocations {
    const { node, script, line, column } = this.#header.location;
    const { nodeCount } = this.#header;
    const nodeFields = this.#header.node.fields;
    // Where one is missing, the others are of no use.
    const isComplete = Math.min(node, script, line, column) >= 0;
    const values = (index: number): Uint32Array => this.#column(isComplete ? index : -1);
    const offsets = values(node);
    const nodes = offsets.map((offset) => offset / nodeFields);
    for (const [index, at] of nodes.entries())
      if (at >= nodeCount || at * nodeFields !== offsets[index])
        throw badSnapshot(`a location belongs to ${offsets[index]}, where no node begins`);
    return {
      nodes,
      scripts: Int32Array.from(values(script)),
      lines: Int32Array.from(values(line)),
      columns: Int32Array.from(values(column)),
    };
  }

  #take(values: Uint32Array): void {
    if (this.#filled + values.length > this.#values.length) {
      const larger = new Uint32Array(Math.max(this.#values.length * 2, this.#filled + values.length));
      larger.set(this.#values.subarray(0, this.#filled));
      this.#values = larger;
    }
    this.#values.set(values, this.#filled);
    this.#filled += values.length;
  }

  /** Empty where there is no such column. */
  #column(index: number): Uint32Array {
    const { fields } = this.#header.location;
    const column = new Uint32Array(index < 0 ? 0 : this.#filled / fields);
    for (let row = 0, at = index; row < column.length; row++, at += fields) column[row] = this.#values[at]!;
    return column;
  }
}
