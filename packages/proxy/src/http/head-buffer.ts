const CR = 0x0d;
const LF = 0x0a;
const HEAD_END = Buffer.from('\r\n\r\n');
/** Empty lines that are skipped before a request line (RFC 9112 section 2.2). */
const MAX_LEADING_LINES = 4;

/** What has come of a head: all of it, less than all, or something that cannot become one. */
export type HeadOutcome =
  | { readonly is: 'whole'; readonly text: string; readonly rest: Buffer }
  | { readonly is: 'partial' }
  | { readonly is: 'malformed' | 'too large' };

const PARTIAL: HeadOutcome = { is: 'partial' };
const MALFORMED: HeadOutcome = { is: 'malformed' };
const TOO_LARGE: HeadOutcome = { is: 'too large' };

/**
 * Gathers the bytes of a head up to the empty line that ends it. A line end is CRLF and nothing else: a program that
 * takes a bare LF for one sees other lines than a program that does not.
 */
export class HeadBuffer {
  readonly #maxBytes: number;
  #held: Buffer | undefined;
  #emptyLines = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Whether part of a head is held. */
  get isPartial(): boolean {
    return this.#held !== undefined;
  }

  push(chunk: Buffer): HeadOutcome {
    const bytes = this.#skipEmptyLines(this.#held === undefined ? chunk : Buffer.concat([this.#held, chunk]));
    if (startsWithEmptyLine(bytes)) return MALFORMED;
    const end = bytes.indexOf(HEAD_END);
    if (end === -1) {
      if (hasBareLineEnd(bytes)) return MALFORMED;
      if (bytes.length > this.#maxBytes) return TOO_LARGE;
      this.#held = bytes.length === 0 ? undefined : bytes;
      return PARTIAL;
    }
    this.#held = undefined;
    this.#emptyLines = 0;
    if (end > this.#maxBytes) return TOO_LARGE;
    return {
      is: 'whole',
      text: bytes.toString('latin1', 0, end),
      rest: bytes.subarray(end + HEAD_END.length),
    };
  }

  #skipEmptyLines(bytes: Buffer): Buffer {
    let rest = bytes;
    while (this.#emptyLines < MAX_LEADING_LINES && startsWithEmptyLine(rest)) {
      rest = rest.subarray(2);
      this.#emptyLines += 1;
    }
    return rest;
  }
}

function startsWithEmptyLine(bytes: Buffer): boolean {
  return bytes[0] === CR && bytes[1] === LF;
}

/** Whole heads are checked line by line; this one spares a client that sends bare LFs the wait for the time limit. */
function hasBareLineEnd(bytes: Buffer): boolean {
  let lineEnd = bytes.indexOf(LF);
  while (lineEnd !== -1) {
    if (lineEnd === 0 || bytes[lineEnd - 1] !== CR) return true;
    lineEnd = bytes.indexOf(LF, lineEnd + 1);
  }
  return false;
}
