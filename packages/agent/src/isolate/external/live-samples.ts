import { isArrayBufferView } from 'node:util/types';
import type { ExternalFrame, ExternalSample } from '../../reading/external-reading.js';
import { externalWeight } from '../../reading/external-weight.js';
import type { Allocated } from './allocation-count.js';
import { type SharedStack, StackTable } from './stack-table.js';

type LiveSample = Omit<ExternalSample, 'stack'> & { readonly stack: SharedStack };

/** How much may be kept. */
export interface LiveSamplesLimits {
  readonly samples: number;
  readonly stacks: number;
}

/**
 * The samples whose memory is still in use. V8 tells when it is not after its next full collection: scavenges spare what
 * is registered. So without a collection before it, a reading shows churn that has long been freed.
 *
 * A FinalizationRegistry and not WeakRefs: making a WeakRef keeps its target alive to the end of the job, so in a long
 * synchronous loop the samples would be what uses up the memory. Registering does not, and does not keep a process
 * running either.
 */
export class LiveSamples {
  readonly #limits: LiveSamplesLimits;
  readonly #live = new Set<LiveSample>();
  readonly #stacks: StackTable;
  #liveBytes = 0;
  readonly #registry = new FinalizationRegistry<LiveSample>((sample) => {
    this.#live.delete(sample);
    this.#liveBytes -= externalWeight(sample).bytes;
    this.#stacks.release(sample.stack);
  });

  constructor(limits: LiveSamplesLimits) {
    this.#limits = limits;
    this.#stacks = new StackTable(limits.stacks);
  }

  /** Keeps a sample until `allocated` is gone; `false` when there is no room for it. */
  add(
    allocated: Allocated,
    sample: Omit<ExternalSample, 'stack'>,
    frames: readonly ExternalFrame[],
  ): boolean {
    if (this.#live.size >= this.#limits.samples) return false;
    const stack = this.#stacks.acquire(frames);
    if (stack === undefined) return false;
    const live = { ...sample, stack };
    this.#live.add(live);
    this.#liveBytes += externalWeight(live).bytes;
    this.#registry.register(memoryOwner(allocated), live);
    return true;
  }

  /** Estimate of the bytes that live. */
  get liveBytes(): number {
    // Sums of fractions that were taken back leave a trifle behind.
    return Math.max(0, Math.round(this.#liveBytes));
  }

  /** All samples in the order of their births, and the stacks that they refer to. */
  read(): { stacks: (readonly ExternalFrame[])[]; samples: ExternalSample[] } {
    const indexes = new Map<SharedStack, number>();
    const stacks: (readonly ExternalFrame[])[] = [];
    const samples: ExternalSample[] = [];
    for (const { stack, size, interval, born } of this.#live) {
      let index = indexes.get(stack);
      if (index === undefined) {
        index = stacks.push(stack.frames) - 1;
        indexes.set(stack, index);
      }
      samples.push({ stack: index, size, interval, born });
    }
    return { stacks, samples };
  }
}

/**
 * The object that lives as long as the memory. Any subarray keeps all of a buffer's memory, and holds on to its
 * ArrayBuffer. Buffers cut from a pool share theirs with strangers, and stand for themselves; they are always less
 * than half of it.
 */
function memoryOwner(allocated: Allocated): Allocated {
  if (!isArrayBufferView(allocated)) return allocated;
  const memory = allocated.buffer as ArrayBuffer;
  return allocated.byteLength * 2 < memory.byteLength ? allocated : memory;
}
