/** Symbol.for key on globalThis under which an isolate's reader is found; also the mark of a running agent. */
export const READER_KEY = 'heaptide.reader';

/**
 * The expression that has an isolate's reader do `call` to a request, which is JSON; `false` where there is no reader.
 * What `send` returns is of no interest, and `answer` returns the answer.
 */
export function readerCall(call: 'send' | 'answer', request: string): string {
  const reader = `globalThis[Symbol.for(${JSON.stringify(READER_KEY)})]`;
  const argument = JSON.stringify(request);
  const called = call === 'send' ? `(reader.send(${argument}), true)` : `reader.answer(${argument})`;
  return `((reader) => reader !== undefined && ${called})(${reader})`;
}
