import type { StringId } from '../profile.js';

/** The strings of a profile under construction, each kept once; row 0 is the empty string. */
export class StringTable {
  readonly list: string[] = [''];
  readonly #ids = new Map<string, StringId>([['', 0 as StringId]]);

  id(text: string): StringId {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.list.length as StringId;
    this.list.push(text);
    this.#ids.set(text, id);
    return id;
  }
}
