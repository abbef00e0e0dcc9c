/** How much of a body is looked at to tell what it begins. An initialize request is far smaller. */
export const SNIFF_LIMIT_BYTES = 64 * 1024;

/** Longer ids are not echoed. */
const MAX_ID_BYTES = 4 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const SPACE = 0x20;
const LOWER_CASE = 0x20;

/** What `\u0061` takes in place of `a`. */
const LONGEST_ESCAPE = 6;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** In place of an offset: the text ends before what was looked for does. */
const CUT_OFF = -1;
/** In place of an offset: the message ends. */
const CLOSED = -2;

/** What the body of a request begins. `undecided` where more of its text may tell. */
export type Beginning = 'undecided' | 'batch' | 'initialize' | 'other';

/**
 * Tells a JSON-RPC batch and an initialize request from every other body by its beginning, `text`, of which no more
 * than {@link SNIFF_LIMIT_BYTES} count. What was once decided stays so, whatever follows. Each call reads from the
 * first byte on: ask about a body that arrives in many pieces when it has doubled, not at each of them.
 *
 * Only the message's own method counts, never one inside its params. Where there are several, parsers disagree: most
 * take the last, some the first, and those that ignore case take `Method` for one more. What one of them would not
 * call initialize is `other` here, so that no other request passes under that name; therefore `initialize` is
 * decided where the message ends, or at the limit.
 */
export function readBeginning(text: Buffer, isWhole: boolean): Beginning {
  const end = Math.min(text.length, SNIFF_LIMIT_BYTES);
  const isAll = isWhole || end === SNIFF_LIMIT_BYTES;
  const start = messageStart(text, end, isAll);
  if (start === CUT_OFF) return isAll ? 'other' : 'undecided';
  if (text[start] === OPEN_BRACKET) return 'batch';
  if (text[start] !== OPEN_BRACE) return 'other';

  let isInitialize = false;
  let key = nextKey(text, start + 1, end);
  while (key >= 0) {
    const keyEnd = stringEnd(text, key, end);
    const value = valueStart(text, keyEnd, end);
    if (foldsTo(text, key, keyEnd, 'method')) {
      const valueEnd = text[value] === QUOTE ? stringEnd(text, value, end) : value;
      if (valueEnd === CUT_OFF || value === end) return isAll ? 'other' : 'undecided';
      if (!reads(text, value, valueEnd, 'initialize')) return 'other';
      if (reads(text, key, keyEnd, 'method')) isInitialize = true;
    }
    key = nextKey(text, value, end);
  }
  if (key === CUT_OFF && !isAll) return 'undecided';
  return isInitialize ? 'initialize' : 'other';
}

/**
 * The method of a JSON-RPC message. `undefined` where it has none that is a string, and where it has several that
 * differ, since parsers disagree on which of them counts. A body that is cut off shows what it has shown so far.
 */
export function methodOf(body: Buffer): string | undefined {
  let method: string | undefined;
  let isNamed = false;
  let key = firstKey(body);
  while (key >= 0) {
    const keyEnd = stringEnd(body, key, body.length);
    const value = valueStart(body, keyEnd, body.length);
    if (foldsTo(body, key, keyEnd, 'method')) {
      const found = readString(body, value, stringEnd(body, value, body.length));
      if (found === undefined || (method !== undefined && method !== found)) return undefined;
      method = found;
      isNamed ||= reads(body, key, keyEnd, 'method');
    }
    key = nextKey(body, value, body.length);
  }
  return isNamed ? method : undefined;
}

/**
 * The id of a JSON-RPC request as it stands in the body, for an answer that echoes it: a big integer keeps its digits
 * and a string its escapes. `undefined` where it is neither a string nor a number, where it is longer than 4 KiB, and
 * where there are several that differ, since parsers disagree on which of them counts and none may be made up.
 */
export function requestIdOf(body: Buffer): string | undefined {
  let id: string | undefined;
  let key = firstKey(body);
  while (key >= 0) {
    const keyEnd = stringEnd(body, key, body.length);
    const value = valueStart(body, keyEnd, body.length);
    if (reads(body, key, keyEnd, 'id')) {
      const found = rawScalar(body, value);
      if (found === undefined || (id !== undefined && id !== found)) return undefined;
      id = found;
    }
    key = nextKey(body, value, body.length);
  }
  return id;
}

function firstKey(body: Buffer): number {
  const start = messageStart(body, body.length, true);
  if (start === CUT_OFF || body[start] !== OPEN_BRACE) return CLOSED;
  return nextKey(body, start + 1, body.length);
}

/** Offset of the first byte that counts; a byte order mark does not, for many servers take it off. */
function messageStart(text: Buffer, end: number, isAll: boolean): number {
  let position = 0;
  if (text[0] === BYTE_ORDER_MARK[0]) {
    while (position < 3 && position < end && text[position] === BYTE_ORDER_MARK[position]) position += 1;
    if (position === end && !isAll) return CUT_OFF;
    if (position < 3) return 0;
  }
  position = skipSpace(text, position, end);
  return position === end ? CUT_OFF : position;
}

/** Offset of the opening quote of the next key of the message itself, from `start` on, which lies between its members. */
function nextKey(text: Buffer, start: number, end: number): number {
  let depth = 1;
  let position = start;
  while (position < end) {
    const byte = text[position]!;
    if (byte === QUOTE) {
      const past = stringEnd(text, position, end);
      if (past === CUT_OFF) return CUT_OFF;
      if (depth === 1) {
        const colon = skipSpace(text, past, end);
        if (colon === end) return CUT_OFF;
        if (text[colon] === COLON) return position;
      }
      position = past;
      continue;
    }
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth -= 1;
    if (depth === 0) return CLOSED;
    position += 1;
  }
  return CUT_OFF;
}

/** Offset of the value that belongs to the key before `keyEnd`. */
function valueStart(text: Buffer, keyEnd: number, end: number): number {
  return skipSpace(text, skipSpace(text, keyEnd, end) + 1, end);
}

function skipSpace(text: Buffer, start: number, end: number): number {
  let position = start;
  while (position < end && text[position]! <= SPACE) position += 1;
  return position;
}

/** Offset past the closing quote of the string that opens at `start`. */
function stringEnd(text: Buffer, start: number, end: number): number {
  for (let position = start + 1; position < end; position += 1) {
    const byte = text[position]!;
    if (byte === BACKSLASH) position += 1;
    else if (byte === QUOTE) return position + 1;
  }
  return CUT_OFF;
}

/** Whether the string from `start` to `end` reads `word`, which is made of lower-case letters. */
function reads(text: Buffer, start: number, end: number, word: string): boolean {
  const length = end - start - 2;
  if (length !== word.length) {
    return mayBeEscaped(length, word) && readString(text, start, end) === word;
  }
  for (let index = 0; index < length; index += 1) {
    if (text[start + 1 + index] !== word.charCodeAt(index)) return false;
  }
  return true;
}

/** The same for readers that ignore case. */
function foldsTo(text: Buffer, start: number, end: number, word: string): boolean {
  const length = end - start - 2;
  if (length !== word.length) {
    return mayBeEscaped(length, word) && readString(text, start, end)?.toLowerCase() === word;
  }
  for (let index = 0; index < length; index += 1) {
    if ((text[start + 1 + index]! | LOWER_CASE) !== word.charCodeAt(index)) return false;
  }
  return true;
}

function mayBeEscaped(length: number, word: string): boolean {
  return length > word.length && length <= word.length * LONGEST_ESCAPE;
}

function readString(text: Buffer, start: number, end: number): string | undefined {
  if (text[start] !== QUOTE || end === CUT_OFF) return undefined;
  try {
    return JSON.parse(text.toString('utf8', start, end)) as string;
  } catch {
    return undefined;
  }
}

function rawScalar(text: Buffer, start: number): string | undefined {
  const limit = Math.min(text.length, start + MAX_ID_BYTES + 1);
  if (text[start] === QUOTE) {
    const end = stringEnd(text, start, limit);
    return readString(text, start, end) === undefined ? undefined : text.toString('utf8', start, end);
  }
  let end = start;
  while (end < limit && !endsScalar(text[end]!)) end += 1;
  // A number that goes on to the end of the text may have been cut off.
  if (end === limit) return undefined;
  const raw = text.toString('latin1', start, end);
  return NUMBER.test(raw) ? raw : undefined;
}

function endsScalar(byte: number): boolean {
  return byte === COMMA || byte === CLOSE_BRACE || byte <= SPACE;
}
