import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { Ends } from './ends.js';

/** How a file is packed. */
export type Packing = 'gzip' | 'zstd' | undefined;

/** The beginning and the end of a file, unpacked. */
export interface FileEnds {
  readonly head: Uint8Array;
  /** What follows `head`, as much of its end as was asked for. */
  readonly tail: Uint8Array;
  /** Bytes between the two that were passed over. */
  readonly between: number;
  readonly packing: Packing;
  /** The packed data breaks off, so that `tail` is not the end; or the end was not looked for. */
  readonly isCut: boolean;
  /** Why no more could be unpacked. */
  readonly damage: string | undefined;
}

export interface EndsOptions {
  readonly head: number;
  /** 0 to leave the end alone, which for a packed file saves unpacking it. */
  readonly tail: number;
  /** Of a packed file, the unpacked bytes after which to give up. */
  readonly mostUnpacked?: number;
}

const MOST_UNPACKED = 8 * 2 ** 30;
const ENOUGH = new Error('no more is wanted');

/** Reads the beginning and the end of a file, plain, gzipped or packed by zstd. Rejects with what opening and reading meet. */
export async function readEnds(path: string, options: EndsOptions): Promise<FileEnds> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const head = await readAt(file, 0, Math.min(size, options.head));
    const packing = packingOf(head);
    if (packing !== undefined) return await unpackEnds(path, packing, options);
    const start = Math.max(head.length, size - options.tail);
    const tail = await readAt(file, start, Math.min(options.tail, size - start));
    const between = start - head.length;
    return { head, tail, between, packing, isCut: false, damage: undefined };
  } finally {
    await file.close();
  }
}

async function readAt(
  file: Awaited<ReturnType<typeof open>>,
  position: number,
  length: number,
): Promise<Uint8Array> {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled);
    // It has become shorter since.
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

function packingOf(head: Uint8Array): Packing {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'zstd';
  return undefined;
}

async function unpackEnds(
  path: string,
  packing: Exclude<Packing, undefined>,
  { head, tail, mostUnpacked = MOST_UNPACKED }: EndsOptions,
): Promise<FileEnds> {
  const ends = new Ends(head, tail);
  const unpacker = unpackerOf(packing);
  if (unpacker === undefined)
    return { ...ends.read(), packing, isCut: true, damage: 'zstd needs Node.js 22.15 or newer' };
  const isEnough = (): boolean => (tail === 0 && ends.isHeadFull) || ends.length > mostUnpacked;
  try {
    await pipeline(createReadStream(path), unpacker, async (chunks: AsyncIterable<Uint8Array>) => {
      for await (const chunk of chunks) {
        ends.add(chunk);
        if (isEnough()) throw ENOUGH;
      }
    });
  } catch (error) {
    // The pipeline may tell of being torn down rather than why.
    if (isEnough()) return { ...ends.read(), packing, isCut: true, damage: undefined };
    if (!isUnpacking(error)) throw error;
    return { ...ends.read(), packing, isCut: true, damage: (error as Error).message };
  }
  return { ...ends.read(), packing, isCut: false, damage: undefined };
}

function unpackerOf(packing: Exclude<Packing, undefined>): Duplex | undefined {
  if (packing === 'gzip') return zlib.createGunzip();
  // Not in every Node.js that we run on.
  return (zlib as { createZstdDecompress?: () => Duplex }).createZstdDecompress?.();
}

function isUnpacking(error: unknown): boolean {
  const { code = '' } = error as NodeJS.ErrnoException;
  return /^(?:Z_|ZSTD_|ERR_ZSTD|ERR_ZLIB)/.test(code);
}
