import { GLOBAL_OBJECT } from './node-uses-reader.js';
import type { StringUses } from './string-uses.js';

/** An object with more properties than this may be one that is used as a dictionary. */
const MOST_FIELDS = 12;

/** Names of properties of the object at hand that will be kept or not for what the object turns out to be. */
export class OpenKeys {
  readonly #uses: StringUses;
  readonly #names: number[] = [];
  /** Properties that the object has so far, whatever their names are. */
  properties = 0;

  constructor(uses: StringUses) {
    this.#uses = uses;
  }

  add(name: number): void {
    this.#uses.addKey(name);
    this.#names.push(name);
  }

  /** The object is complete, and of this kind. */
  close(kind: number): void {
    if (this.#names.length > 0) this.#tellUses(kind);
    this.properties = 0;
  }

  #tellUses(kind: number): void {
    if (kind === GLOBAL_OBJECT) for (const name of this.#names) this.#uses.addGlobal(name);
    else if (this.properties > MOST_FIELDS) for (const name of this.#names) this.#uses.addKeyOfLarge(name);
    this.#names.length = 0;
  }
}
