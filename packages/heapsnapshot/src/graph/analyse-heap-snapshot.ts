import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { AnalysedGraph } from './analysed-graph.js';
import { findEphemerons } from './ephemerons.js';
import { findEssentialEdges } from './essential-edges.js';
import { findDominators } from './find-dominators.js';
import { giveSizesToOwners } from './owned-sizes.js';
import { markPageOwned } from './page-owned.js';
import { orderNodes } from './preorder.js';
import { sumRetainedSizes } from './retained-sizes.js';

/** In the order in which they are gone through. */
export const ANALYSIS_STAGES = ['edges', 'sizes', 'order', 'dominators', 'retained sizes'] as const;

export type AnalysisStage = (typeof ANALYSIS_STAGES)[number];

export interface AnalyseOptions {
  readonly signal?: AbortSignal;
  /** Called as each stage begins. */
  readonly onStage?: (stage: AnalysisStage) => void;
}

/**
 * Works out which edges count, shallow sizes, dominators and retained sizes. Between stages the event loop gets its turn;
 * a stage takes about half a second for ten million edges.
 */
export async function analyseHeapSnapshot(
  snapshot: HeapSnapshot,
  options: AnalyseOptions = {},
): Promise<AnalysedGraph> {
  const begin = async (stage: AnalysisStage): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    options.signal?.throwIfAborted();
    options.onStage?.(stage);
  };
  await begin('edges');
  const essential = findEssentialEdges(snapshot, markPageOwned(snapshot), findEphemerons(snapshot.strings));
  await begin('sizes');
  const selfSizes = giveSizesToOwners(snapshot);
  await begin('order');
  const order = orderNodes(snapshot, essential);
  await begin('dominators');
  const dominatorPlaces = findDominators(snapshot, essential, order);
  await begin('retained sizes');
  const { retainedSizes, dominators } = sumRetainedSizes(selfSizes, order, dominatorPlaces);
  return new AnalysedGraph({
    snapshot,
    selfSizes,
    retainedSizes,
    dominators,
    essentialEdges: essential.edges,
  });
}
