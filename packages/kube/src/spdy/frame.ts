/** SPDY/3 framing (SPDY Protocol, draft 3, section 2.2), as far as a client needs it. */
export const FRAME_HEAD_BYTES = 8;

export const VERSION = 3;

/** Kinds of control frames. */
export const CONTROL = {
  synStream: 1,
  synReply: 2,
  rstStream: 3,
  ping: 6,
  goAway: 7,
  headers: 8,
} as const;

/** Why a stream is reset. */
export const RESET = { protocolError: 1, refusedStream: 3, cancel: 5 } as const;

/** This side of the stream sends no more. */
export const FLAG_FIN = 1;

/** Most bytes of a frame after its head. */
export const LONGEST_FRAME = 0xff_ffff;

const STREAM_ID = 0x7fff_ffff;

/** The number of a stream, without the bit beside it that means nothing. */
export function streamIdAt(body: Buffer, at: number): number {
  return body.readUInt32BE(at) & STREAM_ID;
}

/** What stands before `length` bytes of data. */
export function dataHead(streamId: number, flags: number, length: number): Buffer {
  const head = Buffer.allocUnsafe(FRAME_HEAD_BYTES);
  head.writeUInt32BE(streamId);
  return withLength(head, flags, length);
}

export function synStream(streamId: number, headerBlock: Buffer): Buffer {
  const numbers = Buffer.alloc(10);
  numbers.writeUInt32BE(streamId);
  return control(CONTROL.synStream, Buffer.concat([numbers, headerBlock]));
}

export function rstStream(streamId: number, status: number): Buffer {
  return control(CONTROL.rstStream, words(streamId, status));
}

export function ping(id: number): Buffer {
  return control(CONTROL.ping, words(id));
}

/** Nothing more will be opened; `0` for the last stream accepted, since a client accepts none. */
export function goAway(): Buffer {
  return control(CONTROL.goAway, words(0, 0));
}

function control(kind: number, body: Buffer): Buffer {
  const head = Buffer.allocUnsafe(FRAME_HEAD_BYTES);
  head.writeUInt16BE(0x8000 | VERSION);
  head.writeUInt16BE(kind, 2);
  return Buffer.concat([withLength(head, 0, body.length), body]);
}

function withLength(head: Buffer, flags: number, length: number): Buffer {
  head[4] = flags;
  head.writeUIntBE(length, 5, 3);
  return head;
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.allocUnsafe(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
}
