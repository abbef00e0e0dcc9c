/** How much of a body is looked at. An initialize request is far smaller. */
export const SNIFF_LIMIT_BYTES = 64 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const SPACE = 0x20;

/**
 * Whether the beginning of a JSON-RPC request shows that its method is `initialize`. Reads the method of the message
 * itself, never one inside its params, and needs no more of the text than up to there.
 */
export function isInitialize(prefix: Buffer): boolean {
  const text = prefix.subarray(0, SNIFF_LIMIT_BYTES);
  let position = skipSpace(text, 0);
  if (text[position] !== OPEN_BRACE) return false;
  let depth = 0;
  while (position < text.length) {
    const byte = text[position]!;
    if (byte === QUOTE) {
      const end = stringEnd(text, position);
      if (end === -1) return false;
      const colon = skipSpace(text, end);
      if (depth === 1 && text[colon] === COLON && readString(text, position, end) === 'method') {
        return readValue(text, skipSpace(text, colon + 1)) === 'initialize';
      }
      position = end;
      continue;
    }
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth -= 1;
    if (depth === 0) return false;
    position += 1;
  }
  return false;
}

function skipSpace(text: Buffer, start: number): number {
  let position = start;
  while (position < text.length && text[position]! <= SPACE) position += 1;
  return position;
}

/** Offset past the closing quote of the string that opens at `start`; -1 where the text ends before it. */
function stringEnd(text: Buffer, start: number): number {
  for (let position = start + 1; position < text.length; position += 1) {
    if (text[position] === BACKSLASH) position += 1;
    else if (text[position] === QUOTE) return position + 1;
  }
  return -1;
}

function readValue(text: Buffer, start: number): string | undefined {
  if (text[start] !== QUOTE) return undefined;
  const end = stringEnd(text, start);
  return end === -1 ? undefined : readString(text, start, end);
}

function readString(text: Buffer, start: number, end: number): string | undefined {
  try {
    return JSON.parse(text.toString('utf8', start, end)) as string;
  } catch {
    return undefined;
  }
}
