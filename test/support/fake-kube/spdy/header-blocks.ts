import { constants, createDeflate, createInflate } from 'node:zlib';
import { words } from './frames.js';
import { HEADER_DICTIONARY } from './header-dictionary.js';

export type Headers = Readonly<Record<string, string>>;

const MAX_BLOCK_BYTES = 64 * 1024;
const MAX_HEADERS = 100;
const OPTIONS = { dictionary: HEADER_DICTIONARY, flush: constants.Z_SYNC_FLUSH } as const;

/** Reads the header blocks of one direction of a session, which are one compressed stream: strictly in order. */
export class HeaderReader {
  readonly #inflate = createInflate(OPTIONS);

  /** Calls back later, with an error for a block that does not hold. One call at a time. */
  read(block: Buffer, done: (error: Error | undefined, headers: Headers) => void): void {
    const chunks: Buffer[] = [];
    let size = 0;
    const collect = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BLOCK_BYTES) chunks.push(chunk);
    };
    const settle = (error: Error | undefined) => {
      this.#inflate.off('data', collect).off('error', settle);
      if (error) {
        done(error, {});
        return;
      }
      try {
        if (size > MAX_BLOCK_BYTES) throw new Error(`headers of ${size} bytes`);
        done(undefined, parseHeaders(Buffer.concat(chunks)));
      } catch (caught) {
        done(caught as Error, {});
      }
    };
    this.#inflate.on('data', collect).once('error', settle);
    this.#inflate.write(block, (error) => {
      if (!error) settle(undefined);
    });
  }

  close(): void {
    this.#inflate.on('error', () => undefined).close();
  }
}

/** Writes header blocks of one direction of a session, with a real compressor, as Go's library does. */
export class HeaderWriter {
  readonly #deflate = createDeflate(OPTIONS);

  /** Calls back later. One call at a time. */
  write(headers: Headers, done: (block: Buffer) => void): void {
    const chunks: Buffer[] = [];
    const collect = (chunk: Buffer) => chunks.push(chunk);
    this.#deflate.on('data', collect);
    this.#deflate.write(serializeHeaders(headers), () => {
      this.#deflate.off('data', collect);
      done(Buffer.concat(chunks));
    });
  }

  close(): void {
    this.#deflate.on('error', () => undefined).close();
  }
}

function serializeHeaders(headers: Headers): Buffer {
  const entries = Object.entries(headers);
  const texts = entries
    .flatMap(([name, value]) => [name.toLowerCase(), value])
    .map((text) => Buffer.from(text));
  return Buffer.concat([words(entries.length), ...texts.flatMap((text) => [words(text.length), text])]);
}

function parseHeaders(bytes: Buffer): Headers {
  const count = bytes.readUInt32BE(0);
  if (count > MAX_HEADERS) throw new Error(`${count} headers`);
  const headers: Record<string, string> = {};
  let offset = 4;
  const text = () => {
    const start = offset + 4;
    offset = start + bytes.readUInt32BE(offset);
    if (offset > bytes.length) throw new Error('a header that ends behind its block');
    return bytes.toString('latin1', start, offset);
  };
  for (let index = 0; index < count; index++) {
    const name = text();
    headers[name] = text();
  }
  return headers;
}
