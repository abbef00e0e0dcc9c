import type { Profile } from '@heaptide/profile';
import { type FlameFrames, FrameTable } from './frame-table.js';

/** Nodes of one tree of calls; node 0 is the root, which no frame stands for, and parents come before children. */
export interface StackNodes {
  readonly length: number;
  /** -1 for the root. */
  readonly parent: Int32Array;
  /** Rows of `frames`; -1 for the root. */
  readonly frame: Int32Array;
  readonly frames: FlameFrames;
  /** Samples whose stack was cut where the tree was full. */
  readonly cutSamples: number;
}

/** About 100 MB of columns; a tree of a million distinct stacks stays below. */
const MAX_NODES = 2 ** 22;
const FIRST_CAPACITY = 2 ** 12;

/** Collects stacks into one tree, root first, inlined calls as frames of their own. */
export class StackTree {
  readonly #frames = new FrameTable();
  readonly #limit: number;
  #length = 1;
  #cutSamples = 0;
  #parent = new Int32Array(FIRST_CAPACITY).fill(-1);
  #frame = new Int32Array(FIRST_CAPACITY).fill(-1);
  /** Open addressing, twice the capacity of the columns; 0 is free, since nothing looks for the root. */
  #slots = new Int32Array(FIRST_CAPACITY * 2);

  constructor(limit = MAX_NODES) {
    this.#limit = limit;
  }

  /** Gives the node at which each sample's stack ends; -1 for samples that `wanted` refuses. */
  add(profile: Profile, wanted: (sample: number) => boolean): Int32Array {
    const { length, stack, stackOffsets } = profile.samples;
    const { offsets, frames } = this.#frames.add(profile);
    const ends = new Int32Array(length).fill(-1);
    for (let sample = 0; sample < length; sample++) {
      if (!wanted(sample)) continue;
      const leaf = stackOffsets[sample]!;
      let node = 0;
      walk: for (let i = stackOffsets[sample + 1]! - 1; i >= leaf; i--) {
        const location = stack[i]!;
        for (let f = offsets[location]!; f < offsets[location + 1]!; f++) {
          const child = this.#child(node, frames[f]!);
          if (child === -1) {
            this.#cutSamples++;
            break walk;
          }
          node = child;
        }
      }
      ends[sample] = node;
    }
    return ends;
  }

  nodes(): StackNodes {
    const { frames, placeOf } = this.#frames.sorted();
    return {
      length: this.#length,
      parent: this.#parent.slice(0, this.#length),
      frame: this.#frame.slice(0, this.#length).map((id) => (id === -1 ? -1 : placeOf[id]!)),
      frames,
      cutSamples: this.#cutSamples,
    };
  }

  /** -1 when the child is not there and the tree is full. */
  #child(parent: number, frame: number): number {
    const slot = this.#slotOf(parent, frame);
    if (this.#slots[slot] !== 0) return this.#slots[slot]!;
    if (this.#length >= this.#limit) return -1;
    const node = this.#length++;
    this.#parent[node] = parent;
    this.#frame[node] = frame;
    this.#slots[slot] = node;
    if (this.#length === this.#parent.length) this.#grow();
    return node;
  }

  /** The slot that holds the child, or the free one where it belongs. */
  #slotOf(parent: number, frame: number): number {
    const mask = this.#slots.length - 1;
    let hash = Math.imul(parent, 0x9e3779b1) ^ Math.imul(frame + 1, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    for (;;) {
      const node = this.#slots[slot]!;
      if (node === 0 || (this.#parent[node] === parent && this.#frame[node] === frame)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    this.#parent = widened(this.#parent);
    this.#frame = widened(this.#frame);
    this.#slots = new Int32Array(this.#parent.length * 2);
    for (let node = 1; node < this.#length; node++) {
      this.#slots[this.#slotOf(this.#parent[node]!, this.#frame[node]!)] = node;
    }
  }
}

function widened(column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const wide = new Int32Array(column.length * 2).fill(-1);
  wide.set(column);
  return wide;
}
