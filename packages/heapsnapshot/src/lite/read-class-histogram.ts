import { classNameOfInstance, classNameOfType } from '../classes/class-name.js';
import { NODE_TYPE_NAMES, NodeType } from '../model/node-type.js';
import type { SnapshotStrings } from '../model/snapshot-strings.js';
import { openByteChunks } from '../reader/byte-chunks.js';
import { NumberTokenizer } from '../reader/number-tokenizer.js';
import type { ReadOptions } from '../reader/read-heap-snapshot.js';
import type { SectionReader } from '../reader/section-reader.js';
import { SectionScanner } from '../reader/section-scanner.js';
import { CutSnapshotError, badSnapshot, notASnapshot } from '../reader/snapshot-error.js';
import { MOST_HEADER_BYTES, parseHeader, type SnapshotHeader } from '../reader/snapshot-header.js';
import { StringsReader } from '../reader/strings-reader.js';
import { TextCollector } from '../reader/text-collector.js';
import type { ClassCount, ClassHistogram, KindCount } from './class-histogram.js';
import { NameTally } from './name-tally.js';

/**
 * Counts the nodes of a snapshot of any size, in one pass that holds its strings and sixteen bytes for each, and nothing of
 * its nodes and edges. A file that is cut short gives what is left of it, unless it ends before its nodes begin.
 *
 * @throws {HeaptideError} as `readHeapSnapshot` does.
 */
export async function readClassHistogram(path: string, options: ReadOptions = {}): Promise<ClassHistogram> {
  const file = await openByteChunks(path);
  const nodes = new NodeCounter(file.mostBytes);
  try {
    for await (const chunk of file.chunks) {
      options.signal?.throwIfAborted();
      nodes.scanner.push(chunk);
      options.onProgress?.(file.taken() / Math.max(1, file.fileSize));
    }
    return nodes.finish();
  } catch (error) {
    if (error instanceof CutSnapshotError && nodes.hasBegun) return nodes.finish();
    throw error;
  } finally {
    await file.close();
  }
}

class NodeCounter {
  readonly scanner = new SectionScanner((section, opening) => this.#readerOf(section, opening));
  readonly #mostBytes: number;
  readonly #byName = new NameTally();
  readonly #typeCounts = new Float64Array(NODE_TYPE_NAMES.length);
  readonly #typeSizes = new Float64Array(NODE_TYPE_NAMES.length);
  readonly #strings = new StringsReader();
  #headerText: TextCollector | undefined;
  #header: SnapshotHeader | undefined;
  #nodesRead = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  get hasBegun(): boolean {
    return this.#header !== undefined;
  }

  finish(): ClassHistogram {
    if (this.#header === undefined) this.scanner.end();
    if (this.#header === undefined) throw notASnapshot('it has no nodes');
    const { nodeCount, edgeCount } = this.#header;
    const cutIn = this.#cutIn();
    if (cutIn === undefined && this.#nodesRead !== nodeCount)
      throw badSnapshot(`it claims ${nodeCount} nodes and has ${this.#nodesRead}`);
    const kinds = this.#kinds();
    return {
      nodeCount,
      edgeCount,
      nodesRead: this.#nodesRead,
      classes: this.#strings.isDone ? this.#classes(this.#strings.strings) : [],
      kinds,
      totalSize: kinds.reduce((sum, { size }) => sum + size, 0),
      cutIn,
    };
  }

  #cutIn(): string | undefined {
    try {
      this.scanner.end();
      return undefined;
    } catch (error) {
      if (error instanceof CutSnapshotError && error.section !== undefined) return error.section;
      throw error;
    }
  }

  #readerOf(section: string, opening: '{' | '['): SectionReader | undefined {
    if (section === 'snapshot')
      return (this.#headerText = new TextCollector(section, opening, MOST_HEADER_BYTES));
    if (section === 'strings') return this.#strings;
    if (section !== 'nodes') return undefined;
    if (this.#headerText === undefined) throw notASnapshot('its nodes come before its header');
    const header = parseHeader(this.#headerText.text);
    this.#header = header;
    return new NumberTokenizer(header.node.fields, (values, records) => this.#take(header, values, records));
  }

  #take({ node }: SnapshotHeader, values: Uint32Array, records: number): void {
    for (let record = 0, at = 0; record < records; record++, at += node.fields) {
      const type = node.types[values[at + node.type]!];
      if (type === undefined)
        throw badSnapshot(`a node has type ${values[at + node.type]} of ${node.types.length}`);
      const size = values[at + node.selfSize]!;
      this.#typeCounts[type]!++;
      this.#typeSizes[type]! += size;
      if (hasClass(type)) this.#byName.add(this.#checkedName(values[at + node.name]!), size);
    }
    this.#nodesRead += records;
  }

  /** Every string takes three bytes at least. */
  #checkedName(name: number): number {
    if (name * 3 > this.#mostBytes)
      throw badSnapshot(`a name is string ${name}, which its bytes cannot hold`);
    return name;
  }

  #classes(strings: SnapshotStrings): ClassCount[] {
    const classes = new Map<string, { count: number; size: number }>();
    const add = (name: string, count: number, size: number): void => {
      if (count === 0) return;
      const held = classes.get(name);
      if (held === undefined) classes.set(name, { count, size });
      else {
        held.count += count;
        held.size += size;
      }
    };
    this.#byName.forEach((name, count, size) => add(classNameOfInstance(strings.text(name)), count, size));
    for (const type of NODE_TYPE_NAMES.keys())
      if (!hasClass(type)) add(classNameOfType(type), this.#typeCounts[type]!, this.#typeSizes[type]!);
    return Array.from(classes, ([name, { count, size }]) => ({ name, count, size })).sort(bySize);
  }

  #kinds(): KindCount[] {
    return NODE_TYPE_NAMES.map((kind, type) => ({
      kind,
      count: this.#typeCounts[type]!,
      size: this.#typeSizes[type]!,
    }))
      .filter(({ count }) => count > 0)
      .sort(bySize);
  }
}

function hasClass(type: number): boolean {
  return type === NodeType.object || type === NodeType.native;
}

function bySize(a: { size: number; count: number }, b: { size: number; count: number }): number {
  return b.size - a.size || b.count - a.count;
}
