/** Control frames of SPDY/3.1 that occur between kubectl and a cluster. Neither side uses windows. */
export const FrameType = {
  synStream: 1,
  synReply: 2,
  rstStream: 3,
  ping: 6,
  goAway: 7,
  headers: 8,
} as const;

export const FLAG_FIN = 1;
export const FRAME_HEADER_BYTES = 8;
/** Far more than a peer of ours ever puts into one frame. */
export const MAX_FRAME_BYTES = 1 << 20;

export type Frame =
  | { readonly kind: 'data'; readonly streamId: number; readonly isLast: boolean; readonly body: Buffer }
  | { readonly kind: 'control'; readonly type: number; readonly flags: number; readonly body: Buffer };

/** The first frame of `bytes`, of which it takes `length`; `undefined` while it is not whole. Throws on a senseless one. */
export function readFrame(bytes: Buffer): { readonly frame: Frame; readonly length: number } | undefined {
  if (bytes.length < FRAME_HEADER_BYTES) return undefined;
  const bodyLength = bytes.readUIntBE(5, 3);
  if (bodyLength > MAX_FRAME_BYTES) throw new Error(`a SPDY frame of ${bodyLength} bytes`);
  const length = FRAME_HEADER_BYTES + bodyLength;
  if (bytes.length < length) return undefined;
  const word = bytes.readUInt32BE(0);
  const flags = bytes.readUInt8(4);
  const body = bytes.subarray(FRAME_HEADER_BYTES, length);
  if (word >>> 31 === 0) {
    return { frame: { kind: 'data', streamId: word, isLast: (flags & FLAG_FIN) !== 0, body }, length };
  }
  const version = (word >>> 16) & 0x7fff;
  if (version !== 3) throw new Error(`a SPDY frame of version ${version}`);
  return { frame: { kind: 'control', type: word & 0xffff, flags, body }, length };
}

export function controlFrame(type: number, flags: number, body: Buffer): Buffer {
  const header = Buffer.alloc(FRAME_HEADER_BYTES);
  header.writeUInt16BE(0x8003, 0);
  header.writeUInt16BE(type, 2);
  header.writeUInt8(flags, 4);
  header.writeUIntBE(body.length, 5, 3);
  return Buffer.concat([header, body]);
}

/** What stands before `length` bytes of data. */
export function dataHeader(streamId: number, length: number, isLast: boolean): Buffer {
  const header = Buffer.alloc(FRAME_HEADER_BYTES);
  header.writeUInt32BE(streamId, 0);
  header.writeUInt8(isLast ? FLAG_FIN : 0, 4);
  header.writeUIntBE(length, 5, 3);
  return header;
}

export function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value >>> 0, 4 * index));
  return bytes;
}
