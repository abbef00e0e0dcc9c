import type { BigIntStats } from 'node:fs';
import { constants, type FileHandle, open, stat } from 'node:fs/promises';
import type { HeapGraph } from '../graph/heap-graph.js';
import { columnsHold } from './columns-hold.js';
import { graphOfColumns } from './graph-columns.js';
import { emptyColumns, partsOf } from './index-columns.js';
import { bytesOfColumns } from './index-counts.js';
import { INDEX_PREFIX_BYTES, type IndexHeader, indexHeaderLength, readIndexHeader } from './index-header.js';
import { indexPathOf } from './index-path.js';
import { fillFrom, type ReadPartsOptions, readParts } from './read-parts.js';
import { identifySnapshot, isSameSnapshot } from './snapshot-identity.js';

/**
 * The graph of a snapshot from the index beside it; `undefined` where there is none that can be trusted: it is of another file
 * or another version, belongs to somebody else, is damaged, or says what cannot be.
 */
export async function openIndex(
  snapshotPath: string,
  options: ReadPartsOptions = {},
): Promise<HeapGraph | undefined> {
  try {
    // Not to wait for the writer of a pipe of that name.
    const file = await open(indexPathOf(snapshotPath), constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return await read(file, snapshotPath, options);
    } finally {
      await file.close();
    }
  } catch (error) {
    const isOfFileSystem = (error as NodeJS.ErrnoException).syscall !== undefined;
    // Columns that do not fit into memory may yet be read as a snapshot takes them.
    if (isOfFileSystem || error instanceof RangeError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function read(
  file: FileHandle,
  snapshotPath: string,
  options: ReadPartsOptions,
): Promise<HeapGraph | undefined> {
  const index = await file.stat({ bigint: true });
  if (!index.isFile() || !isOfOwner(index, await stat(snapshotPath, { bigint: true }))) return undefined;
  const found = await readHeader(file);
  if (found === undefined) return undefined;
  const { header, end } = found;
  const snapshot = await identifySnapshot(snapshotPath);
  if (snapshot === undefined || !isSameSnapshot(header.snapshot, snapshot)) return undefined;
  // Before anything of these lengths is made.
  if (bytesOfColumns(header.counts) > Number(index.size)) return undefined;
  const columns = emptyColumns(header.counts);
  const parts = partsOf(columns);
  const isWhole = await readParts(file, end, parts, options);
  return isWhole && columnsHold(columns) ? graphOfColumns(columns, header.extraNativeBytes) : undefined;
}

/** Anyone may be able to write into the folder, such as one for temporary files. */
function isOfOwner(index: BigIntStats, snapshot: BigIntStats): boolean {
  return index.uid === snapshot.uid || Number(index.uid) === process.getuid?.();
}

async function readHeader(
  file: FileHandle,
): Promise<{ readonly header: IndexHeader; readonly end: number } | undefined> {
  const prefix = new Uint8Array(INDEX_PREFIX_BYTES);
  if (!(await fillFrom(file, 0, prefix))) return undefined;
  const length = indexHeaderLength(prefix);
  if (length === undefined) return undefined;
  const json = new Uint8Array(length);
  if (!(await fillFrom(file, INDEX_PREFIX_BYTES, json))) return undefined;
  const header = readIndexHeader(prefix, json);
  return header && { header, end: INDEX_PREFIX_BYTES + length };
}
