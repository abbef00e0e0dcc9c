/**
 * Messages read by the letter of RFC 9112, apart from the proxy's own reading: whatever can be read in two ways is
 * malformed. Slow and plain, for messages of tests that are held whole.
 */
export interface StrictMessage {
  /** In order, names in lower case. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Without framing. */
  readonly body: Buffer;
  /** What is in it that is to be read by the letter but that some refuse. */
  readonly oddities: readonly Oddity[];
}

export type Oddity =
  | 'a tab behind a framing field'
  | 'white space behind the size of a chunk'
  | 'a chunk extension that is none';

export interface StrictRequest extends StrictMessage {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  /** Whether another request may follow on the connection. */
  readonly keepsAlive: boolean;
}

export interface StrictAnswer extends StrictMessage {
  readonly status: number;
  readonly keepsAlive: boolean;
  /** Whether nothing but the end of the connection tells that the body is whole. */
  readonly isUntilClose: boolean;
}

/** `end` is the offset past the message. */
export type Reading<T> =
  | { readonly is: 'whole'; readonly message: T; readonly end: number }
  | { readonly is: 'partial' }
  | { readonly is: 'malformed'; readonly why: string };

export interface AnswerOccasion {
  /** Of the request. */
  readonly method: string;
  /** Whether the connection has ended in good order, so that a body without a length is whole. */
  readonly isEnded: boolean;
}

const PARTIAL = { is: 'partial' } as const;
const malformed = (why: string) => ({ is: 'malformed', why }) as const;

const REQUEST_LINE = /^([!#$%&'*+.^_`|~\w-]+) ([\x21-\x7e\x80-\xff]+) HTTP\/(1\.[0-9])$/;
const STATUS_LINE = /^HTTP\/(1\.[01]) ([1-5][0-9]{2})(?: [\t\x20-\x7e\x80-\xff]*)?$/;
const FIELD_LINE = /^([!#$%&'*+.^_`|~\w-]+):([\t\x20-\x7e\x80-\xff]*)$/;
const CHUNK_LINE = /^([0-9a-f]{1,13})[ \t]*(?:;[\t\x20-\x7e\x80-\xff]*)?$/i;
const EXTENSIONS =
  /^[^;]*(?:[ \t]*;[ \t]*[!#$%&'*+.^_`|~\w-]+(?:[ \t]*=[ \t]*(?:[!#$%&'*+.^_`|~\w-]+|"[^"\\]*"))?)*[ \t]*$/;
/** Of those that section 6.5.1 of RFC 9110 keeps out of trailers, the ones that the tests send there. */
const NO_TRAILERS: ReadonlySet<string> = new Set(['content-length', 'host', 'transfer-encoding']);
const OUTER_SPACE = /^[ \t]+|[ \t]+$/g;

/** Reads the request that begins at `start`. Before it, as before an answer, empty lines may stand. */
export function readRequest(bytes: Buffer, start = 0): Reading<StrictRequest> {
  const text = bytes.toString('latin1');
  const head = readHead(text, start);
  if (head.is !== 'whole') return head;
  const line = REQUEST_LINE.exec(head.line);
  if (line === null) return malformed('request line');
  const [, method, target, version] = line as unknown as [string, string, string, string];
  const { fields } = head;
  const hosts = valuesOf(fields, 'host').length;
  if (hosts > 1 || (hosts === 0 && version !== '1.0')) return malformed('Host');
  const framing = framingOf(fields);
  if (framing === 'malformed') return malformed('framing');
  if (framing === 'chunks' && version === '1.0') return malformed('chunks in HTTP/1.0');
  const body = readBody(bytes, text, head.end, framing === 'none' ? 0 : framing);
  if (body.is !== 'whole') return body;
  const keepsAlive = keepsConnection(fields, version);
  const oddities = [...head.oddities, ...body.oddities];
  const message = { method, target, version, fields, body: body.data, oddities, keepsAlive };
  return { is: 'whole', message, end: body.end };
}

/** Reads the answer that begins at `start`, be it an interim one. */
export function readAnswer(
  bytes: Buffer,
  { method, isEnded }: AnswerOccasion,
  start = 0,
): Reading<StrictAnswer> {
  const text = bytes.toString('latin1');
  const head = readHead(text, start);
  if (head.is !== 'whole') return head;
  const line = STATUS_LINE.exec(head.line);
  if (line === null) return malformed('status line');
  const { fields } = head;
  const status = Number(line[2]);
  const framing = framingOf(fields);
  if (framing === 'malformed') return malformed('framing');
  const isBodiless = method === 'HEAD' || status < 200 || status === 204 || status === 304;
  const isUntilClose = !isBodiless && framing === 'none';
  const body = isUntilClose
    ? isEnded
      ? { is: 'whole' as const, data: bytes.subarray(head.end), end: bytes.length, oddities: [] }
      : PARTIAL
    : readBody(bytes, text, head.end, isBodiless || framing === 'none' ? 0 : framing);
  if (body.is !== 'whole') return body;
  const keepsAlive = !isUntilClose && keepsConnection(fields, line[1]!);
  const oddities = [...head.oddities, ...body.oddities];
  return {
    is: 'whole',
    message: { status, fields, body: body.data, oddities, keepsAlive, isUntilClose },
    end: body.end,
  };
}

/** Reads the final answer behind the interim ones. */
export function readFinalAnswer(bytes: Buffer, occasion: AnswerOccasion): Reading<StrictAnswer> {
  for (let start = 0; ;) {
    const reading = readAnswer(bytes, occasion, start);
    if (reading.is !== 'whole' || reading.message.status >= 200) return reading;
    if (reading.message.status === 101) return malformed('another protocol');
    start = reading.end;
  }
}

/** Values of all fields of a name, which is in lower case. */
export function valuesOf(fields: StrictMessage['fields'], name: string): string[] {
  return fields.filter(([each]) => each === name).map(([, value]) => value);
}

type Head =
  | { is: 'whole'; line: string; fields: StrictMessage['fields']; oddities: Oddity[]; end: number }
  | { is: 'partial' }
  | { is: 'malformed'; why: string };

function readHead(text: string, from: number): Head {
  let start = from;
  while (text.startsWith('\r\n', start)) start += 2;
  const end = text.indexOf('\r\n\r\n', start);
  if (end === -1) return /(?:^|[^\r])\n/.test(text.slice(start)) ? malformed('bare LF') : PARTIAL;
  const [line, ...lines] = text.slice(start, end).split('\r\n') as [string, ...string[]];
  const fields = fieldsOf(lines);
  if (fields === undefined) return malformed('field line');
  const hasTab = lines.some((each) => /^(?:content-length|transfer-encoding):.*\t[ \t]*$/i.test(each));
  return {
    is: 'whole',
    line,
    fields,
    oddities: hasTab ? ['a tab behind a framing field'] : [],
    end: end + 4,
  };
}

function fieldsOf(lines: readonly string[]): [string, string][] | undefined {
  const fields: [string, string][] = [];
  for (const line of lines) {
    const match = FIELD_LINE.exec(line);
    if (match === null) return undefined;
    fields.push([match[1]!.toLowerCase(), match[2]!.replace(OUTER_SPACE, '')]);
  }
  return fields;
}

function framingOf(fields: StrictMessage['fields']): number | 'chunks' | 'none' | 'malformed' {
  const lengths = valuesOf(fields, 'content-length');
  const codings = valuesOf(fields, 'transfer-encoding');
  if (lengths.length + codings.length > 1) return 'malformed';
  if (codings.length === 1) return /^chunked$/i.test(codings[0]!) ? 'chunks' : 'malformed';
  if (lengths.length === 0) return 'none';
  return /^[0-9]{1,15}$/.test(lengths[0]!) ? Number(lengths[0]) : 'malformed';
}

function keepsConnection(fields: StrictMessage['fields'], version: string): boolean {
  const options = valuesOf(fields, 'connection').flatMap((value) =>
    value.toLowerCase().split(/[\t ]*,[\t ]*/),
  );
  if (version !== '1.0') return !options.includes('close');
  return options.includes('keep-alive') && valuesOf(fields, 'transfer-encoding').length === 0;
}

type Body =
  | { is: 'whole'; data: Buffer; end: number; oddities: Oddity[] }
  | { is: 'partial' }
  | { is: 'malformed'; why: string };

function readBody(bytes: Buffer, text: string, start: number, framing: number | 'chunks'): Body {
  if (framing === 'chunks') return readChunks(bytes, text, start);
  const end = start + framing;
  return end > bytes.length ? PARTIAL : { is: 'whole', data: bytes.subarray(start, end), end, oddities: [] };
}

function readChunks(bytes: Buffer, text: string, start: number): Body {
  const pieces: Buffer[] = [];
  let position = start;
  const oddities: Oddity[] = [];
  for (;;) {
    const lineEnd = text.indexOf('\n', position);
    if (lineEnd === -1) return PARTIAL;
    const line = text.slice(position, lineEnd);
    const match = line.endsWith('\r') ? CHUNK_LINE.exec(line.slice(0, -1)) : null;
    if (match === null) return malformed('chunk size');
    if (/^[^;]*[ \t]/.test(line)) oddities.push('white space behind the size of a chunk');
    if (!EXTENSIONS.test(line.slice(0, -1))) oddities.push('a chunk extension that is none');
    const size = parseInt(match[1]!, 16);
    position = lineEnd + 1;
    if (size === 0) break;
    if (position + size + 2 > bytes.length) return PARTIAL;
    if (text.slice(position + size, position + size + 2) !== '\r\n') return malformed('chunk end');
    pieces.push(bytes.subarray(position, position + size));
    position += size + 2;
  }
  const data = Buffer.concat(pieces);
  if (text.startsWith('\r\n', position)) return { is: 'whole', data, end: position + 2, oddities };
  const end = text.indexOf('\r\n\r\n', position);
  if (end === -1) return PARTIAL;
  const trailers = fieldsOf(text.slice(position, end).split('\r\n'));
  if (trailers === undefined || trailers.some(([name]) => NO_TRAILERS.has(name)))
    return malformed('trailers');
  return { is: 'whole', data, end: end + 4, oddities };
}
