import type { SpdyHeaders } from './spdy-headers.js';

/** zlib's own head: deflate, no dictionary. */
const ZLIB_HEAD = Buffer.from([0x78, 0x01]);
const LONGEST_STORED = 0xffff;
/** An empty stored block, as zlib ends what it flushes. */
const SYNC_BLOCK = Buffer.from([0, 0, 0, 0xff, 0xff]);

/**
 * Header blocks (SPDY Protocol, draft 3, section 2.6.10) of one direction of one session, as *stored* deflate blocks: valid zlib that needs
 * neither a compressor nor the dictionary, and tells nothing by its length.
 */
export class HeaderPacker {
  #isFirst = true;

  /** @throws {RangeError} above 65,535 bytes of headers. */
  pack(headers: SpdyHeaders): Buffer {
    const block = headerBlock(headers);
    if (block.length > LONGEST_STORED) throw new RangeError('more headers than fit into one block');
    const storedHead = Buffer.alloc(5);
    storedHead.writeUInt16LE(block.length, 1);
    storedHead.writeUInt16LE(block.length ^ 0xffff, 3);
    const parts = [storedHead, block, SYNC_BLOCK];
    if (this.#isFirst) parts.unshift(ZLIB_HEAD);
    this.#isFirst = false;
    return Buffer.concat(parts);
  }
}

function headerBlock(headers: SpdyHeaders): Buffer {
  const entries = Object.entries(headers);
  const texts = entries.flatMap(([name, value]) => [name.toLowerCase(), value]);
  return Buffer.concat([uint32(entries.length), ...texts.flatMap(prefixed)]);
}

function prefixed(text: string): Buffer[] {
  const bytes = Buffer.from(text);
  return [uint32(bytes.length), bytes];
}

function uint32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
