/** The path of no steps. */
export const EMPTY_PATH = 0;

/** What `child` answers when the tree is full. */
export const NO_PATH = 0xffff_ffff;

const FIRST_CAPACITY = 1 << 10;

/**
 * Numbers for sequences of numbers: each path from the root stands for one sequence, and those that begin alike share their
 * beginning. About 25 bytes a path.
 */
export class SequenceTree {
  readonly #mostPaths: number;
  #parents = new Uint32Array(FIRST_CAPACITY);
  #steps = new Uint32Array(FIRST_CAPACITY);
  /** The child that was asked for last: objects of one shape follow each other. */
  #latest = new Uint32Array(FIRST_CAPACITY);
  /** Open addressing; 0 is a free slot, which the root never fills. */
  #slots = new Uint32Array(FIRST_CAPACITY * 2);
  #size = 1;

  constructor(mostPaths = NO_PATH - 1) {
    this.#mostPaths = mostPaths;
  }

  /** Paths are numbered from 0 up to, not including, this. */
  get size(): number {
    return this.#size;
  }

  /** The path that goes one step further than `path`, `NO_PATH` if it would be one too many. */
  child(path: number, step: number): number {
    const latest = this.#latest[path]!;
    if (latest !== 0 && this.#steps[latest] === step) return latest;

    const mask = this.#slots.length - 1;
    let slot = hash(path, step) & mask;
    for (let found = this.#slots[slot]!; found !== 0; found = this.#slots[slot]!) {
      if (this.#parents[found] === path && this.#steps[found] === step) return (this.#latest[path] = found);
      slot = (slot + 1) & mask;
    }
    if (this.#size >= this.#mostPaths) return NO_PATH;
    return this.#add(path, step, slot);
  }

  /** The steps that lead to the path, in order. */
  stepsTo(path: number): number[] {
    const steps: number[] = [];
    for (let at = path; at !== EMPTY_PATH; at = this.#parents[at]!) steps.push(this.#steps[at]!);
    return steps.reverse();
  }

  #add(path: number, step: number, slot: number): number {
    if (this.#size === this.#parents.length) {
      this.#grow();
      return this.child(path, step);
    }
    const added = this.#size++;
    this.#parents[added] = path;
    this.#steps[added] = step;
    this.#slots[slot] = added;
    return (this.#latest[path] = added);
  }

  #grow(): void {
    const capacity = this.#parents.length * 2;
    this.#parents = enlarged(this.#parents, capacity);
    this.#steps = enlarged(this.#steps, capacity);
    this.#latest = enlarged(this.#latest, capacity);
    this.#slots = new Uint32Array(capacity * 2);
    const mask = this.#slots.length - 1;
    for (let path = 1; path < this.#size; path++) {
      let slot = hash(this.#parents[path]!, this.#steps[path]!) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = path;
    }
  }
}

function hash(path: number, step: number): number {
  const mixed = Math.imul(path ^ Math.imul(step, 0x9e37_79b1), 0x85eb_ca6b);
  return mixed ^ (mixed >>> 15);
}

function enlarged(values: Uint32Array, capacity: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(capacity);
  larger.set(values);
  return larger;
}
