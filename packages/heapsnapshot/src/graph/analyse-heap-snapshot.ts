import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { AnalysedGraph } from './analysed-graph.js';
import { findEphemerons } from './ephemerons.js';
import { findEssentialEdges } from './essential-edges.js';
import { findDominators } from './find-dominators.js';
import { giveSizesToOwners } from './owned-sizes.js';
import { markPageOwned } from './page-owned.js';
import { orderNodes, type Preorder } from './preorder.js';
import { sumRetainedSizes } from './retained-sizes.js';
import { WorkArrays } from './work-arrays.js';

/** In the order in which they are gone through. */
export const ANALYSIS_STAGES = ['edges', 'order', 'dominators', 'sizes'] as const;

export type AnalysisStage = (typeof ANALYSIS_STAGES)[number];

export interface AnalyseOptions {
  readonly signal?: AbortSignal;
  /** Called as each stage begins. */
  readonly onStage?: (stage: AnalysisStage) => void;
}

/**
 * Works out which edges count, dominators, shallow sizes and retained sizes. Between stages the event loop gets its turn;
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
  const work = new WorkArrays(snapshot.nodeCount);
  const ephemerons = findEphemerons(snapshot.strings);
  const isPageOwned = markPageOwned(snapshot, work);
  const essential = findEssentialEdges(snapshot, isPageOwned, ephemerons, work);
  await begin('order');
  const order = orderNodes(snapshot, essential, work);
  await begin('dominators');
  const dominatorPlaces = findDominators(snapshot, essential, order, work);
  const dominators = dominatorsByNode(order, dominatorPlaces, snapshot.nodeCount);
  await begin('sizes');
  const selfSizes = giveSizesToOwners(snapshot, work);
  const retainedSizes = selfSizes.slice();
  sumRetainedSizes(retainedSizes, order, dominatorPlaces);
  return new AnalysedGraph({
    snapshot,
    selfSizes,
    retainedSizes,
    dominators,
    essentialEdges: essential.edges,
    ephemerons,
  });
}

/** In the array of the places, which are not needed any more. */
function dominatorsByNode(
  { nodes, places }: Preorder,
  dominatorPlaces: Uint32Array,
  nodeCount: number,
): Uint32Array {
  const dominators = places.subarray(0, nodeCount);
  for (let place = 0; place < nodeCount; place++) dominators[nodes[place]!] = nodes[dominatorPlaces[place]!]!;
  return dominators;
}
