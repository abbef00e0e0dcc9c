import { randomFillSync } from 'node:crypto';

/** RFC 6455, section 5.2. */
export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

const LAST_FRAGMENT = 0x80;
const MASKED = 0x80;

/** One unfragmented frame of a client. Its payload is masked with a key that nobody can guess (section 5.3). */
export function encodeFrame(opcode: number, payload: Uint8Array): Buffer {
  const { length } = payload;
  const lengthBytes = length < 126 ? 0 : length < 0x1_0000 ? 2 : 8;
  const keyAt = 2 + lengthBytes;
  const frame = Buffer.allocUnsafe(keyAt + 4 + length);
  frame[0] = LAST_FRAGMENT | opcode;
  if (lengthBytes === 0) frame[1] = MASKED | length;
  else if (lengthBytes === 2) {
    frame[1] = MASKED | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = MASKED | 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  randomFillSync(frame, keyAt, 4);
  const bodyAt = keyAt + 4;
  for (let at = 0; at < length; at++) frame[bodyAt + at] = payload[at]! ^ frame[keyAt + (at & 3)]!;
  return frame;
}
