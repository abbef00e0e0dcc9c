import { type EndpointRewrite, rewriteEndpoint } from './endpoint-rewrite.js';
import { legacySessionOf } from './legacy-session.js';

/** How much of a stream is read, and held back, until its first event is whole. */
const HOLD_LIMIT_BYTES = 64 * 1024;

const LF = 0x0a;
const CR = 0x0d;
const COLON = 0x3a;
const SPACE = 0x20;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const NOTHING = Buffer.alloc(0);

/** A line of data; offsets into what is held. */
interface DataLine {
  readonly start: number;
  /** Where the value starts. */
  readonly value: number;
  /** Past the value, where the line's end is. */
  readonly end: number;
}

/**
 * Reads the first event of a legacy HTTP+SSE stream, by which a server announces where its client is to send to:
 * learns the session's id from it and rewrites its URL. Nothing else of the stream is changed: with no rewrite every
 * byte passes at once, and with one those of the first event are held back until it is whole, but no comment before
 * it. A first event that is another one, or that is longer than 64 KiB, passes as it is.
 *
 * Lines and events end as in the HTML standard, section 9.2.6.
 */
export class EndpointEvent {
  readonly #rewrite: EndpointRewrite | undefined;
  #held: Buffer = NOTHING;
  #isAtStart = true;
  /** Where the line begins that is not whole yet. */
  #line = 0;
  /** How far that line has been looked through. */
  #scanned = 0;
  /** Whether the line before ended with CR, so that an LF here belongs to it. */
  #isAfterCr = false;
  #type = '';
  #data: DataLine[] = [];
  #isDone = false;
  #sessionId: string | undefined;

  constructor(rewrite?: EndpointRewrite) {
    this.#rewrite = rewrite;
  }

  /** Whether the first event is over: from now on all passes as it comes, and need not be pushed. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /** The id in the URL of the endpoint event, once that has been read. */
  get sessionId(): string | undefined {
    return this.#sessionId;
  }

  /** Takes what came of the stream, without its transfer coding, and returns what is to be passed on of it now. */
  push(chunk: Buffer): Buffer {
    if (this.#isDone) return chunk;
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    this.#isDone = this.#readLines();
    const passed = this.#take();
    if (this.#held.length <= HOLD_LIMIT_BYTES) return this.#rewrite === undefined ? chunk : passed;
    const rest = this.end();
    return this.#rewrite === undefined ? chunk : Buffer.concat([passed, rest]);
  }

  /** The stream has ended: what is still held goes on as it came. */
  end(): Buffer {
    this.#isDone = true;
    const rest = this.#take();
    return this.#rewrite === undefined ? NOTHING : rest;
  }

  /** All that need not be held any longer. */
  #take(): Buffer {
    const isWithinEvent = this.#type !== '' || this.#data.length > 0;
    const end = this.#isDone ? this.#held.length : isWithinEvent ? 0 : this.#line;
    const taken = this.#held.subarray(0, end);
    this.#held = end === this.#held.length ? NOTHING : this.#held.subarray(end);
    this.#line -= end;
    this.#scanned -= end;
    return taken;
  }

  /** Reads on; true when the first event is over. */
  #readLines(): boolean {
    const { length } = this.#held;
    if (this.#isAtStart) {
      const mark = BYTE_ORDER_MARK.subarray(0, length);
      const isMark = this.#held.subarray(0, mark.length).equals(mark);
      if (isMark && length < BYTE_ORDER_MARK.length) return false;
      this.#isAtStart = false;
      if (isMark) this.#begin(BYTE_ORDER_MARK.length);
    }
    while (this.#scanned < length) {
      const byte = this.#held[this.#scanned]!;
      if (byte === LF && this.#isAfterCr && this.#scanned === this.#line) {
        this.#begin(this.#line + 1);
      } else if (byte === LF || byte === CR) {
        if (this.#readLine(this.#line, this.#scanned)) return true;
        this.#begin(this.#scanned + 1);
        this.#isAfterCr = byte === CR;
      } else {
        this.#scanned += 1;
      }
    }
    return false;
  }

  #begin(line: number): void {
    this.#line = line;
    this.#scanned = line;
    this.#isAfterCr = false;
  }

  /** Reads one line; true when it ends the first event. */
  #readLine(start: number, end: number): boolean {
    if (start === end) {
      if (this.#data.length === 0) {
        // Fields without data make no event.
        this.#type = '';
        return false;
      }
      const isHeld = end - this.#data[0]!.start <= HOLD_LIMIT_BYTES;
      if (this.#type === 'endpoint' && isHeld) this.#readEndpoint();
      return true;
    }
    const colon = this.#held.subarray(start, end).indexOf(COLON);
    const nameEnd = colon === -1 ? end : start + colon;
    let value = colon === -1 ? end : nameEnd + 1;
    if (value < end && this.#held[value] === SPACE) value += 1;
    const name = this.#held.toString('latin1', start, Math.min(nameEnd, start + 6));
    if (name === 'event') this.#type = this.#held.toString('latin1', value, end);
    else if (name === 'data') this.#data.push({ start, value, end });
    return false;
  }

  #readEndpoint(): void {
    // Readers of URLs drop the line ends between lines of data.
    const url = this.#data.map((line) => this.#held.toString('latin1', line.value, line.end)).join('');
    const trimmed = url.trim();
    this.#sessionId = legacySessionOf(trimmed);
    if (this.#rewrite === undefined || trimmed === '') return;
    const rewritten = rewriteEndpoint(trimmed, this.#rewrite);
    if (rewritten !== trimmed) this.#replaceData(rewritten);
  }

  /** Puts `value` in the place of the first line that has one, and takes the other lines of data out. */
  #replaceData(value: string): void {
    const place = this.#data.find((line) => line.value < line.end)!;
    const parts: Buffer[] = [];
    let passed = 0;
    for (const line of this.#data) {
      if (line === place) {
        parts.push(this.#held.subarray(passed, line.value), Buffer.from(value, 'latin1'));
        passed = line.end;
      } else {
        parts.push(this.#held.subarray(passed, line.start));
        passed = this.#pastLineEnd(line.end);
      }
    }
    parts.push(this.#held.subarray(passed));
    this.#held = Buffer.concat(parts);
  }

  #pastLineEnd(end: number): number {
    return this.#held[end] === CR && this.#held[end + 1] === LF ? end + 2 : end + 1;
  }
}
