import { nodeOptions } from '@heaptide/agent';
import { heapMisfit, type HeapWish, isSecondStart, type MemoryLimits, runAgain } from '@heaptide/proxy';
import type { Logger } from './log/logger.js';

const MIB = 1024 ** 2;

export interface FitHeapOptions {
  readonly limits: MemoryLimits;
  readonly env: NodeJS.ProcessEnv;
  readonly logger: Logger | undefined;
}

/**
 * Sees to it that V8's heap limit is what it should be: where it is not, the program begins anew with the right one, or,
 * where it cannot, warns and says how it would be. Before anything is opened, since nothing would be closed.
 */
export function fitHeap(wish: HeapWish, { limits, env, logger }: FitHeapOptions): void {
  const hasBegunAnew = isSecondStart(env);
  const misfit = heapMisfit(wish, { limits, nodeOptions: nodeOptions() });
  if (misfit === undefined) return;
  const { flags, wantedBytes, isChosen } = misfit;
  const reason = isChosen
    ? 'it was chosen by an option of node'
    : hasBegunAnew
      ? 'to begin anew did not help'
      : runAgain(flags);
  const { heapLimitBytes, cgroupLimitBytes } = limits;
  logger?.log('warn', 'the heap limit of V8 should be another', {
    heapLimit: inMib(heapLimitBytes),
    shouldBe: inMib(wantedBytes),
    containerLimit: cgroupLimitBytes === undefined ? undefined : inMib(cgroupLimitBytes),
    set: `NODE_OPTIONS="${flags.join(' ')}"`,
    unchangedSince: reason,
  });
}

function inMib(bytes: number): string {
  return `${Math.round(bytes / MIB)} MiB`;
}
