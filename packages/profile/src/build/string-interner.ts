import type { StringId } from '../profile.js';
import { StringTable } from '../string-table.js';

/** The strings of a profile under construction, each kept once; row 0 is the empty string. */
export class StringInterner {
  readonly #list: string[] = [''];
  readonly #ids = new Map<string, StringId>([['', 0 as StringId]]);

  id(text: string): StringId {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#list.length as StringId;
    this.#list.push(text);
    this.#ids.set(text, id);
    return id;
  }

  get(id: StringId): string {
    return this.#list[id]!;
  }

  /** The strings so far, as a copy. */
  table(): StringTable {
    return StringTable.of(this.#list);
  }
}
