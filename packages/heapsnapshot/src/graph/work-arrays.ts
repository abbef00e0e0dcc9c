import { sharedNumbers } from '../model/shared-arrays.js';

/**
 * Arrays of a number for each node, and one more, that the stages of an analysis hand on to each other, so that their memory is taken once:
 * left to the garbage collector, arrays of earlier stages would still lie about at the peak.
 */
export class WorkArrays {
  readonly #length: number;
  readonly #idle: Uint32Array[] = [];

  constructor(nodeCount: number) {
    this.#length = nodeCount + 1;
  }

  /** What it holds is left over from others. */
  take(): Uint32Array {
    return this.#idle.pop() ?? sharedNumbers(this.#length);
  }

  giveBack(...arrays: readonly Uint32Array[]): void {
    this.#idle.push(...arrays);
  }
}
