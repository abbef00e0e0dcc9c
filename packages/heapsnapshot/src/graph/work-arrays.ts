import { sharedFloats, sharedNumbers } from '../model/shared-arrays.js';

/**
 * Arrays of a number for each node, and one more, that the stages of an analysis hand on to each other, so that their memory is taken once:
 * left to the garbage collector, arrays of earlier stages would still lie about at the peak.
 */
export class WorkArrays {
  readonly #length: number;
  readonly #idle: Uint32Array[] = [];
  #idlePairs: ArrayBufferLike | undefined;

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

  /** Two numbers for each node. */
  takePairs(): Uint32Array {
    return new Uint32Array(this.#takePairBuffer());
  }

  giveBackPairs(pairs: Uint32Array): void {
    this.#idlePairs = pairs.buffer;
  }

  /** A float for each node, in memory that pairs were given back in, if any were. */
  takeFloats(): Float64Array {
    return new Float64Array(this.#takePairBuffer()).subarray(0, this.#length - 1);
  }

  #takePairBuffer(): ArrayBufferLike {
    const idle = this.#idlePairs ?? sharedFloats(this.#length).buffer;
    this.#idlePairs = undefined;
    return idle;
  }
}
