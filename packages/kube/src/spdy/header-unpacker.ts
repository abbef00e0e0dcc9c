import { constants, createInflate, type Inflate } from 'node:zlib';
import { HEADER_DICTIONARY } from './header-dictionary.js';
import type { SpdyHeaders } from './spdy-headers.js';
import { SpdyProblem } from './spdy-problem.js';

const LONGEST_BLOCK = 64 * 1024;
/** Compressed, of blocks that wait for those before them. */
const MOST_WAITING = 1024 * 1024;

/**
 * Reads the header blocks of one direction of one session, which share one inflate context, in the order in which they come. Each is inflated in the
 * background, to at most 64 KiB.
 */
export class HeaderUnpacker {
  readonly #inflate: Inflate;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #failure: SpdyProblem | undefined;

  constructor() {
    this.#inflate = createInflate({ dictionary: HEADER_DICTIONARY, finishFlush: constants.Z_SYNC_FLUSH });
    this.#inflate.on('error', () => undefined);
  }

  /** @throws {SpdyProblem} for this block and every later one, where it does not hold. */
  unpack(block: Buffer): Promise<SpdyHeaders> {
    this.#waiting += block.length;
    if (this.#waiting > MOST_WAITING) this.#failure ??= new SpdyProblem('too many headers at once');
    const headers = this.#last.then(async () => {
      if (this.#failure !== undefined) throw this.#failure;
      try {
        return block.length === 0 ? {} : parseHeaderBlock(await this.#inflateBlock(block));
      } catch (error) {
        this.#failure ??= error instanceof SpdyProblem ? error : new SpdyProblem('broken headers');
        this.close();
        throw this.#failure;
      } finally {
        this.#waiting -= block.length;
      }
    });
    this.#last = headers.catch(() => undefined);
    return headers;
  }

  /** No block can be read after this. */
  close(): void {
    this.#failure ??= new SpdyProblem('headers after its end');
    this.#inflate.destroy();
  }

  #inflateBlock(block: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const pieces: Buffer[] = [];
      let length = 0;
      const settle = () => void this.#inflate.off('data', onData).off('error', onError).off('close', onClose);
      const onError = (error: Error) => {
        settle();
        reject(error);
      };
      const onClose = () => onError(new SpdyProblem('headers after its end'));
      const onData = (piece: Buffer) => {
        length += piece.length;
        pieces.push(piece);
        if (length > LONGEST_BLOCK) onError(new SpdyProblem(`headers of more than ${LONGEST_BLOCK} bytes`));
      };
      this.#inflate.on('data', onData).on('error', onError).on('close', onClose);
      this.#inflate.write(block, () => {
        settle();
        resolve(Buffer.concat(pieces));
      });
    });
  }
}

/** @throws {SpdyProblem} where a length does not fit. */
function parseHeaderBlock(block: Buffer): SpdyHeaders {
  let at = 0;
  const number = (): number => {
    if (block.length - at < 4) throw new SpdyProblem('headers that end in the middle');
    at += 4;
    return block.readUInt32BE(at - 4);
  };
  const text = (): string => {
    const length = number();
    if (block.length - at < length) throw new SpdyProblem('headers that end in the middle');
    at += length;
    return block.toString('latin1', at - length, at);
  };
  const entries: [string, string][] = [];
  for (let left = number(); left > 0; left--) entries.push([text(), text()]);
  return Object.fromEntries(entries);
}
