import { BitSet } from '../graph/bit-set.js';
import type { Ephemerons } from '../graph/ephemerons.js';
import type { EssentialEdges } from '../graph/essential-edges.js';
import type { GraphLayer, GraphLayers } from '../graph/graph-layers.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { type AnalysisThread, mayGoUnawaited } from './analysis-thread.js';
import { shareSnapshot } from './shared-snapshot.js';

/** The part of an analysis that a second thread does while the first one orders nodes and finds dominators. */
export class WorkBeside {
  readonly #thread: AnalysisThread;
  readonly #edgeCount: number;

  private constructor(thread: AnalysisThread, edgeCount: number) {
    this.#thread = thread;
    this.#edgeCount = edgeCount;
  }

  /** `undefined` for a snapshot that cannot be shared. */
  static begin(thread: AnalysisThread, snapshot: HeapSnapshot): WorkBeside | undefined {
    const shared = shareSnapshot(snapshot);
    if (shared === undefined) return undefined;
    void thread.run('takeSnapshot', shared);
    return new WorkBeside(thread, snapshot.edgeCount);
  }

  collectAllowedEdges(ephemerons: Ephemerons): Promise<EssentialEdges> {
    const found = this.#thread.run('allowedEdges', ephemerons);
    return mayGoUnawaited(
      found.then(({ words, retainerCounts }) => ({
        edges: new BitSet(this.#edgeCount, words),
        retainerCounts,
      })),
    );
  }

  selfSizes(): Promise<Float64Array> {
    return this.#thread.run('selfSizes');
  }

  makeLayers(layers: readonly GraphLayer[]): Promise<Partial<GraphLayers>> {
    const made = layers.map(async (layer) => [layer, await this.#thread.run(layer)] as const);
    return mayGoUnawaited(
      Promise.all(made).then((entries) => Object.fromEntries(entries) as Partial<GraphLayers>),
    );
  }
}
