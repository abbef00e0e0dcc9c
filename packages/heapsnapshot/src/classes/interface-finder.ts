import type { ObjectInterface } from './object-interface.js';

/** What `find` answers for objects that have no interface. */
export const NO_INTERFACE = -1;

/**
 * Finds the interface of an object by its properties: of those it has, the one with the most properties, and the earliest of
 * several such. Properties that no interface lists do not count; the others are known by numbers, which begin at 0.
 */
export class InterfaceFinder {
  readonly #numbers = new Map<string, number>();
  /** By property: which interfaces list it, and the how many-th of that name is the last they list. */
  readonly #listings: { readonly index: number; readonly occurrence: number }[][] = [];
  /** By interface: how many different properties it lists, and how many in all. */
  readonly #differing: number[] = [];
  readonly #total: number[] = [];
  /** How often the object at hand has the property, and how many properties of the interface. All 0 between calls. */
  readonly #occurrences: Uint32Array;
  readonly #met: Uint32Array;

  constructor(interfaces: readonly ObjectInterface[]) {
    for (const [index, { properties }] of interfaces.entries()) {
      const occurrences = new Map<number, number>();
      for (const property of properties) {
        const number = this.#numberFor(property);
        occurrences.set(number, (occurrences.get(number) ?? 0) + 1);
      }
      for (const [number, occurrence] of occurrences) this.#listings[number]!.push({ index, occurrence });
      this.#differing.push(occurrences.size);
      this.#total.push(properties.length);
    }
    this.#occurrences = new Uint32Array(this.#listings.length);
    this.#met = new Uint32Array(interfaces.length);
  }

  /** Number of a property that an interface lists. */
  numberOf(property: string): number | undefined {
    return this.#numbers.get(property);
  }

  /** Index of the interface of an object with these properties, in any order; `NO_INTERFACE` if it has none. */
  find(properties: readonly number[]): number {
    let best = NO_INTERFACE;
    for (const property of properties) {
      const occurrence = ++this.#occurrences[property]!;
      for (const listing of this.#listings[property]!) {
        if (listing.occurrence !== occurrence) continue;
        const { index } = listing;
        const met = ++this.#met[index]!;
        if (met === this.#differing[index] && this.#isBetter(index, best)) best = index;
      }
    }
    for (const property of properties) {
      this.#occurrences[property] = 0;
      for (const { index } of this.#listings[property]!) this.#met[index] = 0;
    }
    return best;
  }

  #isBetter(index: number, best: number): boolean {
    if (best === NO_INTERFACE) return true;
    const more = this.#total[index]! - this.#total[best]!;
    return more > 0 || (more === 0 && index < best);
  }

  #numberFor(property: string): number {
    let number = this.#numbers.get(property);
    if (number === undefined) {
      number = this.#listings.push([]) - 1;
      this.#numbers.set(property, number);
    }
    return number;
  }
}
