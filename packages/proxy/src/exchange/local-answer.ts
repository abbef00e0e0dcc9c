import { STATUS_CODES } from 'node:http';

/** An answer that the proxy gives itself. */
export interface LocalAnswer {
  readonly status: number;
  /** `Name: value`, besides those that every answer has. */
  readonly lines?: readonly string[];
  readonly contentType?: string;
  readonly body: string;
}

export interface AnswerFraming {
  /** Whether the connection ends with it. */
  readonly isLast: boolean;
  /** To HEAD: the head alone. */
  readonly headOnly: boolean;
}

/** The whole text of an answer; not to be kept by caches, since it speaks of this moment. */
export function localAnswerText(answer: LocalAnswer, { isLast, headOnly }: AnswerFraming): string {
  const { status, lines = [], contentType = 'application/json', body } = answer;
  // Written in latin1, which the UTF-8 bytes of the body pass through unharmed.
  const bytes = Buffer.from(body, 'utf8');
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Error'}`,
    ...lines,
    `Content-Type: ${contentType}`,
    `Content-Length: ${bytes.length}`,
    'Cache-Control: no-store',
    isLast ? 'Connection: close' : 'Connection: keep-alive',
  ];
  return `${head.join('\r\n')}\r\n\r\n${headOnly ? '' : bytes.toString('latin1')}`;
}
