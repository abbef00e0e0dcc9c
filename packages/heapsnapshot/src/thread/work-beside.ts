import { BitSet } from '../graph/bit-set.js';
import type { Ephemerons } from '../graph/ephemerons.js';
import type { EssentialEdges } from '../graph/essential-edges.js';
import type { GraphLayer, GraphLayers } from '../graph/graph-layers.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import type { RestOrder, RestRead } from '../reader/read-rest.js';
import { type AnalysisThread, mayGoUnawaited } from './analysis-thread.js';
import { fromSharedRest, shareSnapshot } from './shared-snapshot.js';

/** The part of opening a snapshot that a second thread does, while the first one reads edges, orders nodes and finds dominators. */
export class WorkBeside {
  readonly #thread: AnalysisThread;
  #ephemerons: Promise<Ephemerons> | undefined;
  #edgeCount = 0;

  constructor(thread: AnalysisThread) {
    this.#thread = thread;
  }

  readRest(order: RestOrder): Promise<RestRead> {
    const rest = this.#thread.run('readRest', order);
    // What there is to do until the edges have been read.
    this.#ephemerons = this.#thread.run('ephemerons');
    return mayGoUnawaited(rest.then(fromSharedRest));
  }

  /** What comes next is about this snapshot. Returns whether it can be shared. */
  take(snapshot: HeapSnapshot): boolean {
    const shared = shareSnapshot(snapshot);
    if (shared === undefined) return false;
    void this.#thread.run('takeSnapshot', shared);
    this.#edgeCount = snapshot.edgeCount;
    return true;
  }

  findEphemerons(): Promise<Ephemerons> {
    return (this.#ephemerons ??= this.#thread.run('ephemerons'));
  }

  collectAllowedEdges(): Promise<EssentialEdges> {
    const found = this.#thread.run('allowedEdges');
    return mayGoUnawaited(
      found.then(({ words, retainerCounts }) => ({
        edges: new BitSet(this.#edgeCount, words),
        retainerCounts,
      })),
    );
  }

  giveSizesToOwners(): Promise<Float64Array> {
    return this.#thread.run('selfSizes');
  }

  makeLayers(layers: readonly GraphLayer[]): Promise<Partial<GraphLayers>> {
    const made = layers.map(async (layer) => [layer, await this.#thread.run(layer)] as const);
    return mayGoUnawaited(
      Promise.all(made).then((entries) => Object.fromEntries(entries) as Partial<GraphLayers>),
    );
  }
}
