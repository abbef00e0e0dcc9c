import { nameClasses } from '../classes/name-classes.js';
import type { ClassTable } from '../classes/class-table.js';
import { measureDistances } from '../graph/distances.js';
import type { Ephemerons } from '../graph/ephemerons.js';
import { EdgeRule } from '../graph/edge-rule.js';
import { collectAllowedEdges } from '../graph/essential-edges.js';
import { giveSizesToOwners } from '../graph/owned-sizes.js';
import { findRetainers, type RetainerTable } from '../graph/retainer-table.js';
import { WorkArrays } from '../graph/work-arrays.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import { type EdgesOrder, type EdgesRead, readEdges } from '../reader/read-edges.js';
import { fromShared, type SharedSnapshot } from './shared-snapshot.js';

/** What the second thread can do, by name. All of it but reading is about the snapshot that it was given. */
export class ThreadJobs {
  #snapshot: HeapSnapshot | undefined;
  #work = new WorkArrays(0);
  #ephemerons: Ephemerons | undefined;

  readEdges(order: EdgesOrder): Promise<EdgesRead> {
    return readEdges(order);
  }

  takeSnapshot(shared: SharedSnapshot): void {
    this.#snapshot = fromShared(shared);
    this.#work = new WorkArrays(shared.nodeCount);
  }

  selfSizes(): Float64Array {
    return giveSizesToOwners(this.#given(), this.#work);
  }

  allowedEdges(ephemerons: Ephemerons): { words: Uint32Array; retainerCounts: Uint32Array } {
    this.#ephemerons = ephemerons;
    const snapshot = this.#given();
    const { edges, retainerCounts } = collectAllowedEdges(
      snapshot,
      new EdgeRule(snapshot, ephemerons),
      this.#work,
    );
    return { words: edges.words, retainerCounts };
  }

  distances(): Int32Array {
    return measureDistances(this.#given(), this.#ephemerons);
  }

  classes(): ClassTable {
    return nameClasses(this.#given());
  }

  retainers(): RetainerTable {
    return findRetainers(this.#given());
  }

  #given(): HeapSnapshot {
    if (this.#snapshot === undefined) throw new Error('no snapshot was given');
    return this.#snapshot;
  }
}
