import type { HeapGraph } from './graph/heap-graph.js';
import { type AnalysisStage, analyseHeapSnapshot } from './graph/analyse-heap-snapshot.js';
import { readHeapSnapshot } from './reader/read-heap-snapshot.js';

export interface OpenOptions {
  readonly signal?: AbortSignal;
  /** Called as the work goes on; `share` is that of the stage, 0 to 1, and known for reading only. */
  readonly onProgress?: (stage: 'reading' | AnalysisStage, share: number | undefined) => void;
}

/**
 * Reads a heap snapshot and works out its graph.
 * @throws {HeaptideError} as `readHeapSnapshot` does.
 */
export async function openHeapSnapshot(path: string, options: OpenOptions = {}): Promise<HeapGraph> {
  const { signal, onProgress } = options;
  const snapshot = await readHeapSnapshot(path, {
    ...(signal && { signal }),
    onProgress: (share) => onProgress?.('reading', share),
  });
  return analyseHeapSnapshot(snapshot, {
    ...(signal && { signal }),
    onStage: (stage) => onProgress?.(stage, undefined),
  });
}
