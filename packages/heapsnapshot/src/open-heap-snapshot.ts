import { stat } from 'node:fs/promises';
import { type AnalysisStage, analyseHeapSnapshot } from './analyse-heap-snapshot.js';
import type { GraphLayer } from './graph/graph-layers.js';
import type { HeapGraph } from './graph/heap-graph.js';
import { BYTES_PER_EDGE, BYTES_PER_NODE } from './index-file/index-counts.js';
import { openIndex } from './index-file/open-index.js';
import { identifySnapshot, type SnapshotIdentity } from './index-file/snapshot-identity.js';
import { writeIndex } from './index-file/write-index.js';
import type { HeapSnapshot } from './model/heap-snapshot.js';
import { readHeapSnapshot } from './reader/read-heap-snapshot.js';
import { AnalysisThread } from './thread/analysis-thread.js';
import { WorkBeside } from './thread/work-beside.js';

export interface OpenOptions {
  /**
   * Opens the index that lies beside the file, if it can be trusted, instead of the file; and leaves one there after reading
   * a large one. It has about as many bytes as the file unpacked. False by default.
   */
  readonly cache?: boolean | undefined;
  /** Layers that will be asked for: where a second thread helps, it works them out meanwhile. None by default. */
  readonly layers?: readonly GraphLayer[];
  /** Whether a second thread may help, where there is a core for it. By default with files that are not small. */
  readonly secondThread?: boolean;
  readonly signal?: AbortSignal;
  /** Called as the work goes on; `share` is that of the stage, 0 to 1, and known for reading only. */
  readonly onProgress?: (stage: 'reading' | AnalysisStage, share: number | undefined) => void;
}

/** Smaller files are read as fast as anyone could tell. */
const LEAST_INDEXED_BYTES = 1 << 26;
/** What an index holds. */
const INDEXED_LAYERS = ['distances', 'classes'] as const satisfies readonly GraphLayer[];
/** Smaller ones are read before a thread has begun. */
const LEAST_SHARED_BYTES = 1 << 24;

/**
 * Reads a heap snapshot and works out its graph.
 * @throws {HeaptideError} as `readHeapSnapshot` does.
 */
export async function openHeapSnapshot(path: string, options: OpenOptions = {}): Promise<HeapGraph> {
  const { cache = false, signal, onProgress } = options;
  const onReading = (share: number) => onProgress?.('reading', share);
  const held = cache ? await openIndex(path, { signal, onProgress: onReading }) : undefined;
  if (held !== undefined) return held;

  const identity = cache ? await identityIfReadable(path) : undefined;
  const isShared = options.secondThread ?? (await isWorthSharing(path));
  const thread = isShared ? AnalysisThread.start() : undefined;
  try {
    const graph = await analyseFile(path, options, thread && new WorkBeside(thread));
    if (identity !== undefined && isLarge(identity, graph.snapshot))
      await writeIndex(graph, path, { signal, identity });
    return graph;
  } finally {
    await thread?.end();
  }
}

async function analyseFile(
  path: string,
  { layers = [], cache, signal, onProgress }: OpenOptions,
  helper: WorkBeside | undefined,
): Promise<HeapGraph> {
  const snapshot = await readHeapSnapshot(
    path,
    { ...(signal && { signal }), onProgress: (share) => onProgress?.('reading', share) },
    helper && ((order) => helper.readRest(order)),
  );
  return analyseHeapSnapshot(
    snapshot,
    { ...(signal && { signal }), onStage: (stage) => onProgress?.(stage, undefined) },
    helper,
    cache === true ? [...new Set([...layers, ...INDEXED_LAYERS])] : layers,
  );
}

/** Packed files are as large as what they hold. */
function isLarge({ size }: SnapshotIdentity, { nodeCount, edgeCount }: HeapSnapshot): boolean {
  return Math.max(size, nodeCount * BYTES_PER_NODE + edgeCount * BYTES_PER_EDGE) >= LEAST_INDEXED_BYTES;
}

async function isWorthSharing(path: string): Promise<boolean> {
  const { size = 0 } = (await stat(path).catch(() => undefined)) ?? {};
  return size >= LEAST_SHARED_BYTES;
}

/** What is the matter with a file that cannot be read, reading it will tell. */
async function identityIfReadable(path: string): Promise<SnapshotIdentity | undefined> {
  try {
    return await identifySnapshot(path);
  } catch {
    return undefined;
  }
}
