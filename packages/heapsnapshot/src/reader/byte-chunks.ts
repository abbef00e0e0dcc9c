import { type FileHandle, open } from 'node:fs/promises';
import { Readable, type Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { HeaptideError } from '@heaptide/profile';
import { badSnapshot, CutSnapshotError } from './snapshot-error.js';

const CHUNK = 1 << 20;
const UNPACKED_CHUNK = 1 << 18;

/** The bytes of a file, unpacked, chunk by chunk. A chunk may be overwritten once the next one is asked for. */
export interface ByteChunks {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Bytes of the file as it lies there. */
  readonly fileSize: number;
  /** No more bytes than this can come out of it. */
  readonly mostBytes: number;
  readonly isPacked: boolean;
  /** Bytes of the file taken so far. */
  taken(): number;
  close(): Promise<void>;
}

/** What a gzip or zstd stream can at most unpack a byte to. Deflate's bound is 1,032; zstd has none, so this is ours. */
const MOST_UNPACKED = 1032;

/**
 * Opens a file that may be packed by gzip or zstd, which is told by its content; `from` a position on, one that is not.
 * @throws {HeaptideError} `HT_E_NO_SUCH_FILE`, `HT_E_UNREADABLE`.
 */
export async function openByteChunks(path: string, from = 0): Promise<ByteChunks> {
  const file = await opened(path);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new HeaptideError('HT_E_UNREADABLE', `${path} is no file`);
    const head = new Uint8Array(4);
    await file.read(head, 0, 4, 0);
    const packing = packingOf(head);
    let taken = 0;
    const plain = plainChunks(file, from, (size) => (taken += size));
    return {
      chunks: packing === undefined ? plain : unpacked(plain, packing),
      fileSize: stat.size,
      isPacked: packing !== undefined,
      mostBytes: packing === undefined ? stat.size : stat.size * MOST_UNPACKED,
      taken: () => taken,
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw unreadable(path, error);
  }
}

type Packing = 'gzip' | 'zstd';

function packingOf(head: Uint8Array): Packing | undefined {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd ? 'zstd' : undefined;
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): HeaptideError {
  if (error instanceof HeaptideError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT')
    return new HeaptideError('HT_E_NO_SUCH_FILE', `no such file: ${path}`, { cause: error });
  return new HeaptideError('HT_E_UNREADABLE', `cannot read ${path}: ${message}`, { cause: error });
}

/** Two buffers in turn: while one is parsed, the other is read into. */
async function* plainChunks(
  file: FileHandle,
  from: number,
  took: (size: number) => void,
): AsyncGenerator<Uint8Array> {
  const buffers = [new Uint8Array(CHUNK), new Uint8Array(CHUNK)];
  const readInto = (buffer: Uint8Array, position: number) => file.read(buffer, 0, CHUNK, position);
  let position = from;
  let reading = readInto(buffers[0]!, from);
  for (let turn = 0; ; turn ^= 1) {
    const { bytesRead } = await reading;
    if (bytesRead === 0) return;
    position += bytesRead;
    took(bytesRead);
    reading = readInto(buffers[turn ^ 1]!, position);
    // Whoever stops early leaves it behind.
    reading.catch(() => undefined);
    yield buffers[turn]!.subarray(0, bytesRead);
  }
}

async function* unpacked(plain: AsyncIterable<Uint8Array>, packing: Packing): AsyncGenerator<Uint8Array> {
  const unpacker = packing === 'gzip' ? zlib.createGunzip({ chunkSize: UNPACKED_CHUNK }) : zstdUnpacker();
  // The stream holds on to chunks, so it gets copies.
  const copies = Readable.from(copied(plain));
  copies.on('error', (error) => unpacker.destroy(error));
  try {
    yield* copies.pipe(unpacker) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw packingError(error, packing);
  } finally {
    copies.destroy();
    unpacker.destroy();
  }
}

/** Node.js has zstd since 22.15 and 23.8, which the types of 20 do not know. */
function zstdUnpacker(): Transform {
  const { createZstdDecompress } = zlib as {
    createZstdDecompress?: (options: zlib.ZlibOptions) => Transform;
  };
  if (createZstdDecompress === undefined)
    throw new HeaptideError(
      'HT_E_UNREADABLE',
      'the file is packed by zstd, which needs Node.js 22.15 or newer',
    );
  return createZstdDecompress({ chunkSize: UNPACKED_CHUNK });
}

async function* copied(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield chunk.slice();
}

function packingError(error: unknown, packing: Packing): unknown {
  if (error instanceof HeaptideError) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') return CutSnapshotError.within(`${packing} data`);
  if (code?.startsWith('Z_') === true || code?.startsWith('ZSTD_') === true)
    return badSnapshot(`its ${packing} data is damaged`, error);
  return error;
}
