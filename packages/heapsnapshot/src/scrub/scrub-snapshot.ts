import { randomBytes } from 'node:crypto';
import { openByteChunks } from '../reader/byte-chunks.js';
import type { ReadOptions } from '../reader/read-heap-snapshot.js';
import type { SectionReader } from '../reader/section-reader.js';
import { SectionScanner } from '../reader/section-scanner.js';
import { badSnapshot, CutSnapshotError, notASnapshot } from '../reader/snapshot-error.js';
import { MOST_HEADER_BYTES, parseHeader, type SnapshotHeader } from '../reader/snapshot-header.js';
import { StringsReader } from '../reader/strings-reader.js';
import { TextCollector } from '../reader/text-collector.js';
import { countSuspicious } from './count-suspicious.js';
import { EdgeUsesReader } from './edge-uses-reader.js';
import { NodeUsesReader } from './node-uses-reader.js';
import { TextReplacer } from './replace-text.js';
import { type ScrubbedStrings, scrubStrings } from './scrub-strings.js';
import { StringUses } from './string-uses.js';
import { WholeFileWriter } from '../writer/whole-file-writer.js';

export interface ScrubOptions extends ReadOptions {
  /** 16 bytes; the same key gives the same letters for the same text, in every file. Random unless given. */
  readonly key?: Uint8Array;
}

export interface ScrubResult extends ScrubbedStrings {
  /** Strings of the copy that still look like data: none, or the copy is not to be shared. */
  readonly suspicious: number;
}

/**
 * Writes a copy of a heap snapshot in which every string that the program held is replaced by letters, as many as it had
 * bytes; names of classes, functions, properties, variables and files stay unless they look like data. Nodes and edges are
 * copied as they are, so sizes, paths and dominators are the same. The copy is packed by gzip if its name ends in `.gz`, can be
 * read by its owner only, and is there as a whole or not at all.
 *
 * Property names are kept if several objects have them, or the only one has few properties: keys of an object that is used as
 * a dictionary go.
 *
 * @throws {HeaptideError} as `readHeapSnapshot` does, and `HT_E_UNWRITABLE`.
 */
export async function scrubSnapshot(
  input: string,
  output: string,
  options: ScrubOptions = {},
): Promise<ScrubResult> {
  const file = await openByteChunks(input);
  try {
    const writer = await WholeFileWriter.create(output, { writesBehind: true });
    try {
      const copy = new ScrubbedCopy(new TextReplacer(options.key ?? randomBytes(16)), file.mostBytes);
      for await (const chunk of file.chunks) {
        options.signal?.throwIfAborted();
        for (const part of copy.parts(chunk)) await writer.write(part);
        options.onProgress?.(file.taken() / Math.max(1, file.fileSize));
      }
      const result = copy.finish();
      await writer.commit();
      return result;
    } finally {
      await writer.discard();
    }
  } finally {
    await file.close();
  }
}

/** Chunks in, chunks of the copy out. Strings wait until all of them are there. */
class ScrubbedCopy {
  readonly #replacer: TextReplacer;
  readonly #mostBytes: number;
  readonly #scanner = new SectionScanner((section, opening) => this.#readerOf(section, opening));
  readonly #strings = new SpannedStrings();
  #headerText: TextCollector | undefined;
  #header: SnapshotHeader | undefined;
  #uses: StringUses | undefined;
  #nodes: NodeUsesReader | undefined;
  #edges: EdgeUsesReader | undefined;
  #result: ScrubResult | undefined;

  constructor(replacer: TextReplacer, mostBytes: number) {
    this.#replacer = replacer;
    this.#mostBytes = mostBytes;
  }

  *parts(chunk: Uint8Array): Generator<Uint8Array> {
    const wasDone = this.#strings.isDone;
    this.#strings.beginChunk();
    this.#scanner.push(chunk);
    const { from, to } = this.#strings;
    if (from === undefined) {
      yield chunk;
      return;
    }
    yield chunk.subarray(0, from);
    if (!this.#strings.isDone || wasDone) return;
    this.#scrub();
    yield* this.#strings.strings.blocks();
    yield chunk.subarray(to);
  }

  finish(): ScrubResult {
    this.#scanner.end();
    if (this.#result === undefined) throw notASnapshot('it has no strings');
    return this.#result;
  }

  #scrub(): void {
    if (this.#uses === undefined) return;
    const { strings } = this.#strings;
    const scrubbed = scrubStrings(strings, this.#uses, this.#replacer);
    this.#result = { ...scrubbed, suspicious: countSuspicious(strings) };
  }

  #readerOf(section: string, opening: '{' | '['): SectionReader | undefined {
    switch (section) {
      case 'snapshot':
        return (this.#headerText = new TextCollector(section, opening, MOST_HEADER_BYTES));
      case 'nodes':
        return this.#nodesReader();
      case 'edges':
        return this.#edgesReader();
      case 'strings':
        return this.#stringsReader();
      default:
        return undefined;
    }
  }

  #nodesReader(): SectionReader {
    if (this.#headerText === undefined) throw notASnapshot('its nodes come before its header');
    const header = parseHeader(this.#headerText.text);
    const { node, nodeCount, edgeCount } = header;
    if (nodeCount * node.fields * 2 > this.#mostBytes + 4)
      throw CutSnapshotError.tooSmall(nodeCount, edgeCount, this.#mostBytes);
    this.#header = header;
    this.#uses = new StringUses(mostStrings(this.#mostBytes));
    return (this.#nodes = new NodeUsesReader(header, this.#uses));
  }

  #edgesReader(): SectionReader {
    const header = this.#header;
    const nodes = this.#nodes;
    if (header === undefined || nodes === undefined) throw badSnapshot('its edges come before its nodes');
    if (nodes.count !== header.nodeCount)
      throw badSnapshot(`it claims ${header.nodeCount} nodes and has ${nodes.count}`);
    return (this.#edges = new EdgeUsesReader(header, nodes, this.#uses!));
  }

  #stringsReader(): SectionReader {
    if (this.#edges === undefined || this.#edges.count !== this.#header?.edgeCount)
      throw badSnapshot('its strings come before its nodes and edges');
    this.#edges.finish();
    return this.#strings;
  }
}

/** Every string takes three bytes at least. */
function mostStrings(mostBytes: number): number {
  return Math.ceil(mostBytes / 3);
}

/** Strings, and which part of the chunk at hand they take. */
class SpannedStrings extends StringsReader {
  #hasBegun = false;
  from: number | undefined;
  to = 0;

  beginChunk(): void {
    this.from = this.#hasBegun && !this.isDone ? 0 : undefined;
    this.to = 0;
  }

  override read(bytes: Uint8Array, start: number): number {
    this.#hasBegun = true;
    this.from = start;
    this.to = super.read(bytes, start);
    return this.to;
  }
}
