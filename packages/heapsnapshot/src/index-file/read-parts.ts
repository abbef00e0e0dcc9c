import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { PIECE_BYTES } from './piece-bytes.js';

/** Fills the bytes from this position on; whether there are as many. */
export async function fillFrom(file: FileHandle, position: number, bytes: Uint8Array): Promise<boolean> {
  for (let filled = 0; filled < bytes.length;) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, position + filled);
    if (bytesRead === 0) return false;
    filled += bytesRead;
  }
  return true;
}

export interface ReadPartsOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called after each piece with the share of all that has been read, 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/**
 * Fills parts that lie one behind the other, from this position on, and behind them the CRC-32 of each. Whether all of it is
 * there and the checksums hold.
 */
export async function readParts(
  file: FileHandle,
  position: number,
  parts: readonly Uint8Array[],
  options: ReadPartsOptions = {},
): Promise<boolean> {
  const total = parts.reduce((sum, part) => sum + part.length, 0);
  const expected = new Uint32Array(parts.length);
  if (!(await fillFrom(file, position + total, new Uint8Array(expected.buffer)))) return false;
  const sums = new Uint32Array(parts.length);
  const pieces = [...piecesOf(parts)];
  const reading = (number: number): Promise<boolean> => {
    const piece = pieces[number];
    if (piece === undefined) return Promise.resolve(true);
    const filling = fillFrom(file, position + piece.offset, piece.bytes);
    // Whoever stops early leaves it behind.
    filling.catch(() => undefined);
    return filling;
  };
  let next = reading(0);
  for (const [number, { part, offset, bytes }] of pieces.entries()) {
    options.signal?.throwIfAborted();
    if (!(await next)) return false;
    next = reading(number + 1);
    sums[part] = crc32(bytes, sums[part]);
    options.onProgress?.((offset + bytes.length) / total);
  }
  return sums.every((sum, part) => sum === expected[part]);
}

interface Piece {
  /** Which part it belongs to. */
  readonly part: number;
  /** Bytes of all parts before it. */
  readonly offset: number;
  readonly bytes: Uint8Array;
}

function* piecesOf(parts: readonly Uint8Array[]): Generator<Piece> {
  let offset = 0;
  for (const [part, all] of parts.entries()) {
    for (let at = 0; at < all.length; at += PIECE_BYTES)
      yield { part, offset: offset + at, bytes: all.subarray(at, at + PIECE_BYTES) };
    offset += all.length;
  }
}
