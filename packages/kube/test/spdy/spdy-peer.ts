import { createServer, connect as connectTcp, type AddressInfo, type Socket } from 'node:net';
import { constants, createDeflate, createInflate } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { HEADER_DICTIONARY } from '../../src/spdy/header-dictionary.js';

export interface PeerFrame {
  /** `data`, or the kind of a control frame. */
  readonly kind: 'data' | number;
  readonly flags: number;
  /** The number that stands first: of the stream, of the ping. */
  readonly id: number;
  readonly body: Buffer;
}

/** The server's side of one session, without any mind of its own: says what it is told, and tells what it hears. */
export class SpdyPeer {
  readonly socket: Socket;
  readonly heard: PeerFrame[] = [];
  /** Called with each frame. */
  onFrame: (frame: PeerFrame) => void = () => undefined;
  readonly #deflate = createDeflate({ dictionary: HEADER_DICTIONARY });
  readonly #inflate = createInflate({ dictionary: HEADER_DICTIONARY, finishFlush: constants.Z_SYNC_FLUSH });
  #bytes = Buffer.alloc(0);
  #packed: Promise<Buffer> = Promise.resolve(this.#bytes);

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => this.#onBytes(chunk));
  }

  control(kind: number, body: Buffer, flags = 0): void {
    const head = Buffer.from([0x80, 3, 0, kind, flags, 0, 0, 0]);
    head.writeUIntBE(body.length, 5, 3);
    this.socket.write(Buffer.concat([head, body]));
  }

  data(streamId: number, bytes: Uint8Array, flags = 0): boolean {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(streamId);
    head[4] = flags;
    head.writeUIntBE(bytes.length, 5, 3);
    this.socket.write(head);
    return this.socket.write(bytes);
  }

  async reply(streamId: number, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    this.control(2, Buffer.concat([uint32(streamId), await this.pack(headerBlock(headers))]));
  }

  reset(streamId: number, status = 1): void {
    this.control(3, Buffer.concat([uint32(streamId), uint32(status)]));
  }

  ping(id: number): void {
    this.control(6, uint32(id));
  }

  goAway(lastStreamId: number): void {
    this.control(7, Buffer.concat([uint32(lastStreamId), uint32(0)]));
  }

  /** Compressed as the next block of this direction. */
  pack(block: Buffer): Promise<Buffer> {
    this.#packed = this.#packed.then(async () => {
      const pieces: Buffer[] = [];
      const onData = (piece: Buffer) => pieces.push(piece);
      this.#deflate.on('data', onData);
      this.#deflate.write(block);
      await new Promise<void>((resolve) => this.#deflate.flush(constants.Z_SYNC_FLUSH, resolve));
      this.#deflate.off('data', onData);
      return Buffer.concat(pieces);
    });
    return this.#packed;
  }

  /** The headers of a SYN_STREAM, in the order in which they came. */
  async headers({ body }: PeerFrame): Promise<Record<string, string>> {
    await new Promise((resolve) => this.#inflate.write(body.subarray(10), resolve));
    return readHeaderBlock(this.#inflate.read() as Buffer);
  }

  #onBytes(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    while (this.#bytes.length >= 8) {
      const length = this.#bytes.readUIntBE(5, 3);
      if (this.#bytes.length < 8 + length) return;
      const head = this.#bytes.subarray(0, 8);
      const body = this.#bytes.subarray(8, 8 + length);
      this.#bytes = this.#bytes.subarray(8 + length);
      const isControl = head[0]! >= 0x80;
      const kind = isControl ? head.readUInt16BE(2) : 'data';
      const id = (isControl ? body : head).readUInt32BE(0);
      const frame: PeerFrame = { kind, flags: head[4]!, id, body };
      this.heard.push(frame);
      this.onFrame(frame);
    }
  }
}

/** A client's socket and the peer at its other end, over TCP. */
export async function pairWithPeer(): Promise<{ socket: Socket; peer: SpdyPeer }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
  const socket = connectTcp((server.address() as AddressInfo).port, '127.0.0.1');
  const peer = new SpdyPeer(await accepted);
  onTestFinished(() => {
    socket.destroy();
    peer.socket.destroy();
    server.close();
  });
  return { socket, peer };
}

export function headerBlock(headers: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(headers);
  return Buffer.concat([
    uint32(entries.length),
    ...entries.flat().flatMap((text) => [uint32(Buffer.byteLength(text)), Buffer.from(text)]),
  ]);
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function readHeaderBlock(block: Buffer): Record<string, string> {
  const headers: Record<string, string> = {};
  let at = 4;
  const text = () => {
    const length = block.readUInt32BE(at);
    at += 4 + length;
    return block.toString('utf8', at - length, at);
  };
  for (let left = block.readUInt32BE(0); left > 0; left--) {
    const name = text();
    headers[name] = text();
  }
  return headers;
}
