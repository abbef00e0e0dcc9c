import type { SnapshotStrings } from '../../src/model/snapshot-strings.js';

/** The strings of a heap written down by hand; each text once. */
export class EveryString implements SnapshotStrings {
  readonly all: string[] = [];
  readonly #places = new Map<string, number>();

  constructor(texts: readonly string[]) {
    for (const text of texts) this.add(text);
  }

  /** Its index. */
  add(text: string): number {
    let place = this.#places.get(text);
    if (place === undefined) {
      place = this.all.push(text) - 1;
      this.#places.set(text, place);
    }
    return place;
  }

  get count(): number {
    return this.all.length;
  }

  text(index: number): string {
    return this.all[index] ?? '';
  }

  beginning(index: number, most: number): string {
    return this.text(index).slice(0, most);
  }

  indexOf(text: string): number | undefined {
    return this.#places.get(text);
  }

  containing(ascii: string): readonly number[] {
    return this.all.flatMap((text, index) => (text.includes(ascii) ? [index] : []));
  }
}
