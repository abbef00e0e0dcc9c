import { endianness } from 'node:os';
import { crc32 } from 'node:zlib';
import { areCounts, type IndexCounts } from './index-counts.js';
import type { SnapshotIdentity } from './snapshot-identity.js';

/** What an index says of itself. */
export interface IndexHeader {
  /** The file that it belongs to. */
  readonly snapshot: SnapshotIdentity;
  readonly counts: IndexCounts;
  readonly extraNativeBytes: number;
}

/** The length of the header and its CRC-32, in this order, stand behind the magic word. */
export const INDEX_PREFIX_BYTES = 16;
/** It is about 400 bytes. */
export const MOST_INDEX_HEADER_BYTES = 1 << 16;

const MAGIC = Buffer.from('HTINDEX\n', 'latin1');
/** To be raised whenever the columns change, or what any of them holds. */
const VERSION = 1;

/** The header as it stands in the file, prefix included. */
export function writeIndexHeader(header: IndexHeader): Uint8Array {
  const json = Buffer.from(JSON.stringify({ version: VERSION, byteOrder: endianness(), ...header }));
  const prefix = Buffer.alloc(INDEX_PREFIX_BYTES);
  MAGIC.copy(prefix);
  prefix.writeUInt32LE(json.length, MAGIC.length);
  prefix.writeUInt32LE(crc32(json), MAGIC.length + 4);
  return Buffer.concat([prefix, json]);
}

/** Bytes of the header behind the prefix; `undefined` where it is none of ours. */
export function indexHeaderLength(prefix: Uint8Array): number | undefined {
  if (!MAGIC.equals(prefix.subarray(0, MAGIC.length))) return undefined;
  const length = viewOf(prefix).getUint32(MAGIC.length, true);
  return length <= MOST_INDEX_HEADER_BYTES ? length : undefined;
}

/** `undefined` where it is damaged, or of another version or another kind of machine. */
export function readIndexHeader(prefix: Uint8Array, json: Uint8Array): IndexHeader | undefined {
  if (crc32(json) !== viewOf(prefix).getUint32(MAGIC.length + 4, true)) return undefined;
  const header: unknown = JSON.parse(Buffer.from(json).toString());
  return isHeader(header) ? header : undefined;
}

function isHeader(value: unknown): value is IndexHeader {
  if (typeof value !== 'object' || value === null) return false;
  const { version, byteOrder, snapshot, counts, extraNativeBytes } = value as Record<string, unknown>;
  return (
    version === VERSION &&
    byteOrder === endianness() &&
    typeof snapshot === 'object' &&
    snapshot !== null &&
    typeof counts === 'object' &&
    counts !== null &&
    areCounts(counts) &&
    typeof extraNativeBytes === 'number'
  );
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
