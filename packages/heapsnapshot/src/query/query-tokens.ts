import { queryError } from './query-error.js';

export interface QueryToken {
  readonly kind: 'word' | 'text' | 'number' | 'sign' | 'end';
  /** Words are in lower case, texts without quotes. */
  readonly text: string;
  readonly value: number;
  /** Place of its first character in the query, from 0. */
  readonly position: number;
}

const MOST_CHARACTERS = 4096;
const MOST_TOKENS = 512;
const TOKEN =
  /\s+|(?<word>[A-Za-z_][\w$]*)|(?<number>\d+(?:\.\d+)?)(?<unit>[A-Za-z]*)|(?<sign><=|>=|!=|!~|[=<>~(),*])/y;
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1e3,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};

/** The words and signs of a query, closed by an `end`. @throws {HeaptideError} `HT_E_USAGE` */
export function tokenizeQuery(query: string): QueryToken[] {
  if (query.length > MOST_CHARACTERS)
    throw queryError(`it has more than ${MOST_CHARACTERS} characters`, MOST_CHARACTERS);
  const tokens: QueryToken[] = [];
  let position = 0;
  while (position < query.length) {
    if (tokens.length >= MOST_TOKENS) throw queryError(`more than ${MOST_TOKENS} words`, position);
    const quote = query[position]!;
    if (quote === '"' || quote === "'") {
      const { text, end } = readText(query, position);
      tokens.push({ kind: 'text', text, value: 0, position });
      position = end;
      continue;
    }
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(query);
    if (match === null) throw queryError(`${JSON.stringify(quote)} is no part of a query`, position);
    const { word, number, unit, sign } = match.groups ?? {};
    if (word !== undefined) tokens.push({ kind: 'word', text: word.toLowerCase(), value: 0, position });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, value: 0, position });
    else if (number !== undefined) {
      const factor = UNITS[(unit ?? '').toLowerCase()];
      if (factor === undefined)
        throw queryError(`${JSON.stringify(unit)} is no unit`, position + number.length);
      tokens.push({ kind: 'number', text: match[0], value: Number(number) * factor, position });
    }
    position = TOKEN.lastIndex;
  }
  tokens.push({ kind: 'end', text: '', value: 0, position });
  return tokens;
}

/** A quoted text; a backslash takes the character behind it as it is. */
function readText(query: string, start: number): { readonly text: string; readonly end: number } {
  const quote = query[start];
  let text = '';
  for (let at = start + 1; at < query.length; at++) {
    const character = query[at]!;
    if (character === quote) return { text, end: at + 1 };
    if (character === '\\' && at + 1 < query.length) text += query[++at]!;
    else text += character;
  }
  throw queryError('a text has no closing quote', start);
}
