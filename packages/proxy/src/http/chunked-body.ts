import type { BodyForm, BodyReader } from './body-reader.js';
import { parseFieldLines } from './field-lines.js';

const CR = 0x0d;
const LF = 0x0a;
const SEMICOLON = 0x3b;
const SPACE = 0x20;
const TAB = 0x09;

/** 13 hexadecimal digits stay exact in a double. */
const MAX_SIZE_DIGITS = 13;
const MAX_EXTENSION_BYTES = 256;
const MAX_TRAILER_BYTES = 16 * 1024;

/**
 * Fields that frame, route or vouch for a message have no business behind its body (RFC 9110 section 6.5.1): a server that
 * merges trailers into its header section would take them from there, past every rule for the head.
 */
const NO_TRAILERS: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'cookie',
  'expect',
  'forwarded',
  'host',
  'keep-alive',
  'mcp-method',
  'mcp-name',
  'mcp-protocol-version',
  'mcp-session-id',
  'origin',
  'proxy-authorization',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-prefix',
  'x-forwarded-proto',
  'x-real-ip',
]);

type State =
  'size' | 'space' | 'extension' | 'size end' | 'data' | 'data end' | 'data end LF' | 'trailers' | 'whole';

/**
 * A body in chunked coding (RFC 9112 section 7.1), read strictly. Extensions, which concern one connection only and which
 * programs read in different ways, are checked and left out; everything else is passed on byte for byte.
 */
export class ChunkedBody implements BodyReader {
  reason = '';
  dataBytes = 0;
  readonly endsWithConnection = false;
  readonly #keepsFrames: boolean;
  #state: State = 'size';
  #digits = 0;
  #size = 0;
  #extensionBytes = 0;
  #trailers = '';

  constructor(form: BodyForm) {
    this.#keepsFrames = form === 'frames';
  }

  get isWhole(): boolean {
    return this.#state === 'whole';
  }

  get isBetweenChunks(): boolean {
    return this.#state === 'size' && this.#digits === 0;
  }

  take(bytes: Buffer, start: number, pass: (piece: Buffer) => void): number {
    // Bytes from here on are to be passed on in one piece; -1 while there are none.
    let run = this.#keepsFrames && this.#state !== 'space' && this.#state !== 'extension' ? start : -1;
    let position = start;
    while (position < bytes.length && this.#state !== 'whole') {
      switch (this.#state) {
        case 'size': {
          const byte = bytes[position]!;
          const digit = hexDigit(byte);
          if (digit !== -1) {
            this.#digits += 1;
            if (this.#digits > MAX_SIZE_DIGITS) return this.#malformed('a chunk size with too many digits');
            this.#size = this.#size * 16 + digit;
            position += 1;
          } else if (this.#digits === 0) {
            return this.#malformed('a chunk without a size');
          } else if (byte === CR) {
            this.#state = 'size end';
            position += 1;
          } else if (byte === SEMICOLON || byte === SPACE || byte === TAB) {
            if (run !== -1 && run < position) pass(bytes.subarray(run, position));
            run = -1;
            this.#state = byte === SEMICOLON ? 'extension' : 'space';
          } else {
            return this.#malformed('a malformed chunk size');
          }
          break;
        }
        case 'space': {
          const byte = bytes[position]!;
          if (byte === SPACE || byte === TAB) {
            position += 1;
            this.#extensionBytes += 1;
            if (this.#extensionBytes > MAX_EXTENSION_BYTES)
              return this.#malformed('an oversized chunk extension');
          } else if (byte === SEMICOLON || byte === CR) {
            this.#state = 'extension';
          } else {
            return this.#malformed('a malformed chunk size');
          }
          break;
        }
        case 'extension': {
          const byte = bytes[position]!;
          if (byte === CR) {
            if (this.#keepsFrames) run = position;
            this.#extensionBytes = 0;
            this.#state = 'size end';
          } else {
            this.#extensionBytes += 1;
            if (this.#extensionBytes > MAX_EXTENSION_BYTES)
              return this.#malformed('an oversized chunk extension');
            if ((byte < SPACE && byte !== TAB) || byte === 0x7f) {
              return this.#malformed('a control character in a chunk extension');
            }
          }
          position += 1;
          break;
        }
        case 'size end':
          if (bytes[position] !== LF) return this.#malformed('a chunk size that does not end in CRLF');
          position += 1;
          this.#digits = 0;
          this.#state = this.#size === 0 ? 'trailers' : 'data';
          break;
        case 'data': {
          const end = Math.min(bytes.length, position + this.#size);
          if (!this.#keepsFrames) {
            pass(position === 0 && end === bytes.length ? bytes : bytes.subarray(position, end));
          }
          this.#size -= end - position;
          this.dataBytes += end - position;
          position = end;
          if (this.#size === 0) this.#state = 'data end';
          break;
        }
        case 'data end':
          if (bytes[position] !== CR) return this.#malformed('a chunk that is longer than its size');
          position += 1;
          this.#state = 'data end LF';
          break;
        case 'data end LF':
          if (bytes[position] !== LF) return this.#malformed('a chunk that is longer than its size');
          position += 1;
          this.#state = 'size';
          break;
        case 'trailers': {
          const lineEnd = bytes.indexOf(LF, position);
          const end = lineEnd === -1 ? bytes.length : lineEnd + 1;
          this.#trailers += bytes.toString('latin1', position, end);
          if (this.#trailers.length > MAX_TRAILER_BYTES) return this.#malformed('oversized trailers');
          position = end;
          if (lineEnd !== -1 && !this.#takeTrailerLine()) return -1;
          break;
        }
      }
    }
    if (run !== -1 && run < position)
      pass(run === 0 && position === bytes.length ? bytes : bytes.subarray(run, position));
    return position;
  }

  /** Whether the trailers held, which end in LF now, may be so; at the empty line the body is whole. */
  #takeTrailerLine(): boolean {
    const text = this.#trailers;
    if (!text.endsWith('\r\n')) {
      this.#malformed('a trailer line that does not end in CRLF');
      return false;
    }
    if (text !== '\r\n' && !text.endsWith('\r\n\r\n')) return true;
    const trailers = text === '\r\n' ? undefined : parseFieldLines(text.slice(0, -4).split('\r\n'), 0);
    if (typeof trailers === 'string') {
      this.#malformed(`${trailers} in the trailers`);
      return false;
    }
    const misplaced = trailers?.names.find((name) => NO_TRAILERS.has(name));
    if (misplaced !== undefined) {
      this.#malformed(`${misplaced} among the trailers`);
      return false;
    }
    this.#trailers = '';
    this.#state = 'whole';
    return true;
  }

  #malformed(reason: string): -1 {
    this.reason = reason;
    return -1;
  }
}

/** -1 for a byte that is no hexadecimal digit. */
function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
