import { AnalysedGraph } from './graph/analysed-graph.js';
import { EdgeRule } from './graph/edge-rule.js';
import { findEphemerons } from './graph/ephemerons.js';
import { collectAllowedEdges, leaveOutEntrances } from './graph/essential-edges.js';
import { findDominators } from './graph/find-dominators.js';
import type { GraphLayer } from './graph/graph-layers.js';
import { giveSizesToOwners } from './graph/owned-sizes.js';
import { NodeOrder, type Preorder } from './graph/preorder.js';
import { sumRetainedSizes } from './graph/retained-sizes.js';
import { WorkArrays } from './graph/work-arrays.js';
import type { HeapSnapshot } from './model/heap-snapshot.js';
import type { WorkBeside } from './thread/work-beside.js';

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
 *
 * `helper` does a part of it, and then the `layers` that will be asked for.
 */
export async function analyseHeapSnapshot(
  snapshot: HeapSnapshot,
  options: AnalyseOptions = {},
  helper?: WorkBeside,
  layers: readonly GraphLayer[] = [],
): Promise<AnalysedGraph> {
  const begin = async (stage: AnalysisStage): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve));
    options.signal?.throwIfAborted();
    options.onStage?.(stage);
  };
  await begin('edges');
  const beside = helper?.take(snapshot) === true ? helper : undefined;
  const work = new WorkArrays(snapshot.nodeCount);
  const ephemerons = await (beside?.findEphemerons() ?? findEphemerons(snapshot.strings));
  const rule = new EdgeRule(snapshot, ephemerons);
  const allowedEdges = beside?.collectAllowedEdges() ?? collectAllowedEdges(snapshot, rule, work);
  const selfSizesBeside = beside?.giveSizesToOwners();
  const layersBeside = beside?.makeLayers(layers);
  await begin('order');
  const order = new NodeOrder(snapshot, rule, work);
  order.placeReached();
  const essential = await allowedEdges;
  leaveOutEntrances(snapshot, order.isPageOwned, essential);
  const preorder = order.placeRest(essential.retainerCounts);
  await begin('dominators');
  const dominatorPlaces = findDominators(snapshot, essential, preorder, work);
  const dominators = dominatorsByNode(preorder, dominatorPlaces, snapshot.nodeCount);
  await begin('sizes');
  const selfSizes = await (selfSizesBeside ?? giveSizesToOwners(snapshot, work));
  const retainedSizes = work.takeFloats();
  retainedSizes.set(selfSizes);
  sumRetainedSizes(retainedSizes, preorder, dominatorPlaces);
  return new AnalysedGraph({
    snapshot,
    selfSizes,
    retainedSizes,
    dominators,
    essentialEdges: essential.edges,
    ephemerons,
    layers: await layersBeside,
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
