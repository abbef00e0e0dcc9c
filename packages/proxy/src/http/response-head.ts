import { BODY_UNTIL_CLOSE, type BodyFraming, declaredFraming, NO_BODY } from './body-framing.js';
import { type ConnectionOptions, connectionOptions } from './connection-options.js';
import { type FieldLines, parseFieldLines } from './field-lines.js';

/** The beginning of an answer, read strictly. */
export interface ResponseHead {
  readonly status: number;
  /** As it came; may be empty. */
  readonly reason: string;
  readonly fields: FieldLines;
  readonly body: BodyFraming;
  readonly connection: ConnectionOptions;
  /** Whether the upstream means to keep the connection after this answer. */
  readonly keepsAlive: boolean;
}

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-5][0-9][0-9])(?: ([\t\x20-\x7e\x80-\xff]*))?$/;

/**
 * Reads the text of a head, without the empty line that ends it.
 * @returns why it cannot be passed on, as a string.
 */
export function parseResponseHead(text: string, requestMethod: string): ResponseHead | string {
  const lines = text.split('\r\n');
  const statusLine = STATUS_LINE.exec(lines[0]!);
  if (statusLine === null) return 'a malformed status line';
  const fields = parseFieldLines(lines, 1);
  if (typeof fields === 'string') return fields;
  const declared = declaredFraming(fields);
  if (declared === 'unsupported') return 'an unknown transfer coding';
  if (declared !== undefined && 'malformed' in declared) return declared.malformed;

  const status = Number(statusLine[2]);
  const connection = connectionOptions(fields);
  const isBodiless = requestMethod === 'HEAD' || status < 200 || status === 204 || status === 304;
  const body = isBodiless ? NO_BODY : (declared ?? BODY_UNTIL_CLOSE);
  // HTTP/1.0 has no chunks: whoever sends them there may be wrong on where they end as well (RFC 9112 section 6.1).
  const wantsToStay =
    statusLine[1] === '1' ? !connection.close : connection.keepAlive && declared?.by !== 'chunks';
  return {
    status,
    reason: statusLine[3] ?? '',
    fields,
    body,
    connection,
    keepsAlive: wantsToStay && body.by !== 'close',
  };
}
