export interface ServerFrame {
  readonly opcode: number;
  readonly payload: Uint8Array;
  readonly isLast?: boolean;
  /** Bits that an extension would set. */
  readonly reserved?: number;
  readonly masked?: boolean;
  /** The length that the head states, where it is not that of the payload. */
  readonly stated?: bigint;
}

/** A frame as a server sends it, or as none should. */
export function serverFrame({
  opcode,
  payload,
  isLast = true,
  reserved = 0,
  masked = false,
  stated = BigInt(payload.length),
}: ServerFrame): Buffer {
  const first = (isLast ? 0x80 : 0) | (reserved << 4) | opcode;
  const mask = masked ? 0x80 : 0;
  if (stated < 126n) return Buffer.concat([Buffer.from([first, mask | Number(stated)]), payload]);
  if (stated < 0x10000n) {
    const head = Buffer.from([first, mask | 126, 0, 0]);
    head.writeUInt16BE(Number(stated), 2);
    return Buffer.concat([head, payload]);
  }
  const head = Buffer.alloc(10);
  head[0] = first;
  head[1] = mask | 127;
  head.writeBigUInt64BE(stated, 2);
  return Buffer.concat([head, payload]);
}
