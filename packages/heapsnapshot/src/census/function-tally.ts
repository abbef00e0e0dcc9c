import type { FunctionPlace, FunctionPlaces } from './function-places.js';
import { Largest } from './largest.js';

/** A function and how many of its closures were counted. */
export interface CountedFunction extends FunctionPlace {
  readonly count: number;
}

/** Counts closures by the function that they are of. */
export class FunctionTally {
  readonly #places: FunctionPlaces;
  /** By the node that closures share: how many, and one of them. */
  readonly #counts = new Map<number, { count: number; readonly closure: number }>();

  constructor(places: FunctionPlaces) {
    this.#places = places;
  }

  add(closure: number): void {
    const shared = this.#places.functionOf(closure);
    const held = this.#counts.get(shared);
    if (held === undefined) this.#counts.set(shared, { count: 1, closure });
    else held.count++;
  }

  /** The functions of the most closures. */
  top(most: number): CountedFunction[] {
    const largest = new Largest<{ readonly count: number; readonly closure: number }>(most);
    for (const counted of this.#counts.values()) largest.add(counted, counted.count);
    return largest.sorted().map(({ count, closure }) => ({ ...this.#places.placeOf(closure), count }));
  }
}
