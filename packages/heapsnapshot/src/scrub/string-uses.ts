import { badSnapshot } from '../reader/snapshot-error.js';

/** Words of the program and of V8: names of classes, functions, variables, files. */
const LABEL = 1;
/** The name of a property, on one object so far. */
const KEY = 2;
/** The name of a property on several objects, as those of a class or of a literal are. */
const SHARED_KEY = 4;
/** A property of an object with so many that it may be a dictionary. */
const IN_LARGE = 8;
/** A property of a global object: a variable. */
const GLOBAL = 16;

/** Whatever else it is used for, a string of these uses is a name. */
export const SETTLED = LABEL | SHARED_KEY | GLOBAL;

/** What the strings of a snapshot are used for, gathered while its nodes and edges pass by: a byte for each. */
export class StringUses {
  #uses = new Uint8Array(1 << 14);
  readonly #mostStrings: number;

  /** `mostStrings`: the file cannot have more. */
  constructor(mostStrings: number) {
    this.#mostStrings = mostStrings;
  }

  /**
   * Of the strings met so far, those with a bit of `SETTLED` are names whatever else is added. For loops that have no time to
   * ask; to be taken anew once something was added.
   */
  get settled(): Uint8Array {
    return this.#uses;
  }

  addLabel(string: number): void {
    this.#add(string, LABEL);
  }

  /** Another object has a property of this name. */
  addKey(string: number): void {
    this.#add(string, ((this.#uses[string] ?? 0) & KEY) === 0 ? KEY : SHARED_KEY);
  }

  addKeyOfLarge(string: number): void {
    this.#add(string, IN_LARGE);
  }

  addGlobal(string: number): void {
    this.#add(string, GLOBAL);
  }

  /** Whether the string is a name that the program or V8 gave, as far as its uses tell. */
  isLabel(string: number): boolean {
    const uses = this.#uses[string] ?? 0;
    return (uses & SETTLED) !== 0 || (uses & (KEY | IN_LARGE)) === KEY;
  }

  #add(string: number, use: number): void {
    if (string >= this.#uses.length) {
      if (string > this.#mostStrings)
        throw badSnapshot(`a name is string ${string}, which its bytes cannot hold`);
      const larger = new Uint8Array(Math.max(this.#uses.length * 2, string + 1));
      larger.set(this.#uses);
      this.#uses = larger;
    }
    this.#uses[string]! |= use;
  }
}
