import type { ClassTable } from '../classes/class-table.js';
import { nameClasses } from '../classes/name-classes.js';
import { measureDistances } from '../graph/distances.js';
import { EdgeRule } from '../graph/edge-rule.js';
import { type Ephemerons, findEphemerons } from '../graph/ephemerons.js';
import { collectAllowedEdges } from '../graph/essential-edges.js';
import { giveSizesToOwners } from '../graph/owned-sizes.js';
import { findRetainers, type RetainerTable } from '../graph/retainer-table.js';
import { WorkArrays } from '../graph/work-arrays.js';
import type { HeapSnapshot } from '../model/heap-snapshot.js';
import type { SnapshotStrings } from '../model/snapshot-strings.js';
import { readRest, type RestOrder } from '../reader/read-rest.js';
import { fromSharedSnapshot, shareRest, type SharedRest, type SharedSnapshot } from './shared-snapshot.js';

/** What the second thread can do, by name. But for reading, it is about what it has read or was given before. */
export class ThreadJobs {
  #snapshot: HeapSnapshot | undefined;
  #strings: SnapshotStrings | undefined;
  #work = new WorkArrays(0);
  #ephemerons: Ephemerons | undefined;

  async readRest(order: RestOrder): Promise<SharedRest> {
    const rest = await readRest(order);
    this.#strings = rest.strings;
    return shareRest(rest);
  }

  takeSnapshot(shared: SharedSnapshot): void {
    this.#snapshot = fromSharedSnapshot(shared);
    this.#strings = this.#snapshot.strings;
    this.#work = new WorkArrays(shared.nodeCount);
  }

  ephemerons(): Ephemerons {
    return (this.#ephemerons ??= findEphemerons(given(this.#strings)));
  }

  allowedEdges(): { words: Uint32Array; retainerCounts: Uint32Array } {
    const snapshot = given(this.#snapshot);
    const rule = new EdgeRule(snapshot, this.ephemerons());
    const { edges, retainerCounts } = collectAllowedEdges(snapshot, rule, this.#work);
    return { words: edges.words, retainerCounts };
  }

  selfSizes(): Float64Array {
    return giveSizesToOwners(given(this.#snapshot), this.#work);
  }

  distances(): Int32Array {
    return measureDistances(given(this.#snapshot), this.ephemerons());
  }

  classes(): ClassTable {
    return nameClasses(given(this.#snapshot));
  }

  retainers(): RetainerTable {
    return findRetainers(given(this.#snapshot));
  }
}

function given<What>(what: What | undefined): What {
  if (what === undefined) throw new Error('the second thread was given nothing');
  return what;
}
