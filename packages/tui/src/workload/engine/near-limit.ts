import type { PodMemory } from '../model/workload-state.js';

/** By so much more of its limit memory must have risen to be worth another capture. */
const FURTHER = 0.05;

/** Says when a pod is so near its limit that what it holds had better be saved: once, and again whenever it is nearer by a good deal. */
export class NearLimit {
  readonly #from: number;
  #savedAt: number | undefined;

  /** `from`: share of the limit. */
  constructor(from: number) {
    this.#from = from;
  }

  /** The share where a capture is worth saving now; `undefined` where none is. */
  reached({ used, limit }: PodMemory): number | undefined {
    if (limit === undefined || !(limit > 0)) return undefined;
    const share = used / limit;
    const from = this.#savedAt === undefined ? this.#from : this.#savedAt + FURTHER;
    return share >= from ? share : undefined;
  }

  saved(share: number): void {
    this.#savedAt = share;
  }
}
