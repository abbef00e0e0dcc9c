import type { ClassPlace, ClassTable } from './class-table.js';

/** Classes as they are met: one for each name, and one for each name and place. */
export class ClassRegistry {
  readonly #names: string[] = [];
  readonly #places: (ClassPlace | undefined)[] = [];
  /** By class: the one of the same name and no place. */
  readonly #placeless: number[] = [];
  /** By class without a place: the one of its name and a place that was asked for last. */
  readonly #latest: number[] = [];
  readonly #byName = new Map<string, number>();
  readonly #byPlace = new Map<string, number>();

  named(name: string): number {
    let found = this.#byName.get(name);
    if (found === undefined) {
      found = this.#add(name, undefined);
      this.#byName.set(name, found);
    }
    return found;
  }

  /** The class with the name of this one, but of that place. */
  placed(named: number, script: number, line: number, column: number): number {
    const placeless = this.#placeless[named]!;
    const latest = this.#latest[placeless]!;
    const place = this.#places[latest];
    if (place?.script === script && place.line === line && place.column === column) return latest;

    const key = `${placeless},${script},${line},${column}`;
    let found = this.#byPlace.get(key);
    if (found === undefined) {
      found = this.#add(this.#names[placeless]!, { script, line, column }, placeless);
      this.#byPlace.set(key, found);
    }
    return (this.#latest[placeless] = found);
  }

  /** Numbers the classes anew, by their first node; `ofNode` is changed for it. Classes of no node are gone. */
  finish(ofNode: Uint32Array): ClassTable {
    const NONE = 0xffff_ffff;
    const numbers = new Uint32Array(this.#names.length).fill(NONE);
    const names: string[] = [];
    const places: (ClassPlace | undefined)[] = [];
    for (let node = 0; node < ofNode.length; node++) {
      const given = ofNode[node]!;
      if (numbers[given] === NONE) {
        numbers[given] = names.push(this.#names[given]!) - 1;
        places.push(this.#places[given]);
      }
      ofNode[node] = numbers[given]!;
    }
    return { ofNode, names, places };
  }

  #add(name: string, place: ClassPlace | undefined, placeless?: number): number {
    const added = this.#names.push(name) - 1;
    this.#places.push(place);
    this.#placeless.push(placeless ?? added);
    this.#latest.push(added);
    return added;
  }
}
