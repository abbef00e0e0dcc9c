/** Symbol.for key on globalThis under which an isolate's reader is found; also the mark of a running agent. */
export const READER_KEY = 'heaptide.reader';

const READER = `globalThis[Symbol.for(${JSON.stringify(READER_KEY)})]`;

/**
 * The expression that has the main isolate's reader answer what stands in its queue; `false` where there is no reader. It
 * is always the same: V8 keeps every text that it was ever given to evaluate, nearly 1 KB with its code, until memory
 * runs out.
 */
export const SEND_ANSWERS = `((reader) => reader !== undefined && (reader.send(), true))(${READER})`;

/** The expression that gives the answer of an isolate's reader to a request, which is JSON; `false` where there is none. */
export function answerTo(request: string): string {
  return `((reader) => reader !== undefined && reader.answer(${JSON.stringify(request)}))(${READER})`;
}
