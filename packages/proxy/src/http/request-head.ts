import { type BodyFraming, declaredFraming, NO_BODY } from './body-framing.js';
import { type ConnectionOptions, connectionOptions } from './connection-options.js';
import { type FieldLines, parseFieldLines } from './field-lines.js';

/** The beginning of a request, read strictly. */
export interface RequestHead {
  readonly method: string;
  /** As it came. */
  readonly target: string;
  /** Of HTTP/1. */
  readonly minorVersion: 0 | 1;
  readonly fields: FieldLines;
  readonly body: BodyFraming;
  readonly connection: ConnectionOptions;
  /** Whether the client waits for word before it sends its body. */
  readonly expectsContinue: boolean;
}

/** Why a message is not passed on: the status to answer with, and what to say. */
export interface HeadRefusal {
  readonly status: number;
  readonly reason: string;
}

const REQUEST_LINE = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) ([\x21-\x7e\x80-\xff]+) HTTP\/([0-9])\.([0-9])$/;

/** No more than what keeps it one word: which hosts there are is for others to say. May be empty. */
const HOST = /^[\x21-\x7e]*$/;

/** Reads the text of a head, without the empty line that ends it. */
export function parseRequestHead(text: string): RequestHead | HeadRefusal {
  const lines = text.split('\r\n');
  const requestLine = REQUEST_LINE.exec(lines[0]!);
  if (requestLine === null) return malformed('a malformed request line');
  if (requestLine[3] !== '1') return { status: 505, reason: 'only HTTP/1.1 and HTTP/1.0 are spoken here' };
  const minorVersion = requestLine[4] === '0' ? 0 : 1;
  const fields = parseFieldLines(lines, 1);
  if (typeof fields === 'string') return malformed(fields);

  const hosts = fields.countOf('host');
  if (hosts > 1 || (hosts === 0 && minorVersion === 1)) {
    return malformed(hosts > 1 ? 'Host twice' : 'no Host');
  }
  if (hosts === 1 && !HOST.test(fields.first('host')!)) return malformed('a Host that is none');
  const body = declaredFraming(fields);
  if (body === 'unsupported') {
    return { status: 501, reason: 'the only transfer coding that can be passed on is chunked' };
  }
  if (body !== undefined && 'malformed' in body) return malformed(body.malformed);
  if (body?.by === 'chunks' && minorVersion === 0) return malformed('Transfer-Encoding in HTTP/1.0');
  return {
    method: requestLine[1]!,
    target: requestLine[2]!,
    minorVersion,
    fields,
    body: body ?? NO_BODY,
    connection: connectionOptions(fields),
    expectsContinue: minorVersion === 1 && fields.first('expect')?.toLowerCase() === '100-continue',
  };
}

function malformed(reason: string): HeadRefusal {
  return { status: 400, reason };
}
