import type { HeapGraph } from '../graph/heap-graph.js';
import { ContextScopes } from './context-scopes.js';
import { EdgeFinder } from './edge-finder.js';
import { FunctionPlaces } from './function-places.js';
import { OwnerNames } from './owner-names.js';
import { TableEntries } from './table-entries.js';

/** What a census reports at most. */
export interface CensusOptions {
  /** Rows; 50 unless given. Sums are over all, whatever is listed. */
  readonly most?: number;
}

export const MOST_ROWS = 50;

/** What every census asks of a graph. */
export interface Census {
  readonly graph: HeapGraph;
  readonly finder: EdgeFinder;
  readonly places: FunctionPlaces;
  readonly owners: OwnerNames;
  readonly scopes: ContextScopes;
  readonly entries: TableEntries;
}

export function censusOf(graph: HeapGraph): Census {
  const finder = new EdgeFinder(graph.snapshot);
  const places = new FunctionPlaces(graph.snapshot, finder);
  return {
    graph,
    finder,
    places,
    owners: new OwnerNames(graph, finder, places),
    scopes: new ContextScopes(graph.snapshot, finder),
    entries: new TableEntries(graph.snapshot, finder),
  };
}
