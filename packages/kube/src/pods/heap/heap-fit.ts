import type { ContainerFacts } from '../container-facts.js';
import { memoryWords } from '../memory-words.js';
import { heapFlags, limitsHeap } from './heap-flags.js';
import { heapLimit } from './heap-limit.js';
import { advisedHeapOption, fitsContainer } from './heap-share.js';
import { nodeMajor } from './node-major.js';
import { nodeOptions } from './node-options.js';

/** How V8's heap limit goes with the memory limit of its container, as the pod's spec tells it. Bytes. */
export interface HeapFit {
  readonly heapLimit: number;
  readonly containerLimit: number;
  /** Whether the spec sets the heap limit. Where it does not, the image may, which the spec does not show. */
  readonly isChosen: boolean;
  readonly fits: boolean;
  /** The option of node that would make it fit. */
  readonly advice: string | undefined;
  /** One sentence for people. */
  readonly words: string;
}

/**
 * Judges a container that has a memory limit, its own or one of its pod (`podLimit`): a heap that may outgrow it is ended
 * by the kernel, before V8 collects with all its might or says that memory is short.
 */
export function heapFit(container: ContainerFacts, podLimit?: number): HeapFit | undefined {
  const containerLimit = Math.min(container.memoryLimit ?? Infinity, podLimit ?? Infinity);
  if (containerLimit === Infinity) return undefined;
  const { fromEnvironment, fromCommand } = nodeOptions(container);
  const flags = heapFlags([...fromEnvironment, ...fromCommand]);
  const limit = heapLimit(flags, containerLimit, nodeMajor(container.image));
  const isChosen = limitsHeap(flags);
  const fits = fitsContainer(limit, containerLimit);
  const advice = advisedHeapOption(containerLimit);
  const whose = isChosen ? 'The heap limit' : 'The heap limit that V8 chooses by itself';
  const relation = `${memoryWords(limit)} in a container of ${memoryWords(containerLimit)}`;
  return {
    heapLimit: limit,
    containerLimit,
    isChosen,
    fits,
    advice: fits ? undefined : advice,
    words: fits
      ? `${whose} fits: ${relation}`
      : `${whose} is too high: ${relation}, so that the kernel kills the process before V8 reacts; set NODE_OPTIONS=${advice}`,
  };
}
