import { HeaptideError } from '@heaptide/profile';
import { crc32 } from 'node:zlib';
import type { HeapGraph } from '../graph/heap-graph.js';
import { WholeFileWriter } from '../writer/whole-file-writer.js';
import { columnsOfGraph, countsOfColumns } from './graph-columns.js';
import { partsOf } from './index-columns.js';
import { writeIndexHeader } from './index-header.js';
import { indexPathOf } from './index-path.js';
import { PIECE_BYTES } from './piece-bytes.js';
import { identifySnapshot, isSameSnapshot, type SnapshotIdentity } from './snapshot-identity.js';

export interface WriteIndexOptions {
  readonly signal?: AbortSignal | undefined;
  /** Of the file when reading it began: no index is written if it is another file by now. */
  readonly identity?: SnapshotIdentity | undefined;
}

/**
 * Writes the index of a snapshot beside it: magic word, header, columns, and the CRC-32 of each column. It is for its owner
 * only, and there as a whole or not at all. Distances and classes are worked out for it, and stay with the graph.
 *
 * Whether there is one now: a folder that cannot be written or a full disk is no error.
 */
export async function writeIndex(
  graph: HeapGraph,
  snapshotPath: string,
  options: WriteIndexOptions = {},
): Promise<boolean> {
  try {
    return await write(graph, snapshotPath, options);
  } catch (error) {
    if (error instanceof HeaptideError || (error as NodeJS.ErrnoException).syscall !== undefined)
      return false;
    throw error;
  }
}

async function write(
  graph: HeapGraph,
  snapshotPath: string,
  { signal, identity }: WriteIndexOptions,
): Promise<boolean> {
  const snapshot = await identifySnapshot(snapshotPath);
  if (snapshot === undefined || (identity && !isSameSnapshot(snapshot, identity))) return false;
  const writer = await WholeFileWriter.create(indexPathOf(snapshotPath));
  try {
    const columns = columnsOfGraph(graph);
    if (columns === undefined) return false;
    const { extraNativeBytes } = graph.snapshot;
    await writer.write(writeIndexHeader({ snapshot, counts: countsOfColumns(columns), extraNativeBytes }));
    const sums: number[] = [];
    for (const part of partsOf(columns)) sums.push(await writePart(writer, part, signal));
    await writer.write(new Uint8Array(Uint32Array.from(sums).buffer));
    // Lost on a crash of the machine, it would be found damaged and be written again.
    await writer.commit({ isDurable: false });
    return true;
  } finally {
    await writer.discard();
  }
}

/** The CRC-32 of the part, worked out while it is being written. */
async function writePart(
  writer: WholeFileWriter,
  part: Uint8Array,
  signal: AbortSignal | undefined,
): Promise<number> {
  let sum = 0;
  for (let at = 0; at < part.length; at += PIECE_BYTES) {
    signal?.throwIfAborted();
    const piece = part.subarray(at, at + PIECE_BYTES);
    const written = writer.write(piece);
    sum = crc32(piece, sum);
    await written;
  }
  return sum;
}
