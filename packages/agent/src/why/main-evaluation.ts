import { type Runtime, Session } from 'node:inspector';
import { IsolateSilent, ReadingFailed, silence } from '../worker/isolate-answer.js';

/**
 * Evaluates an expression in the main thread, in an interrupt, and gives its value. It has to be one of few: V8 keeps
 * every text that it is given to evaluate.
 * @throws {IsolateSilent} {@link ReadingFailed}
 */
export async function evaluateInMain(
  expression: string,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<unknown> {
  signal.throwIfAborted();
  const session = new Session();
  let timer: NodeJS.Timeout | undefined;
  let onAbort = (): void => undefined;
  try {
    session.connectToMainThread();
    return await new Promise<unknown>((resolve, reject) => {
      timer = setTimeout(() => reject(new IsolateSilent(silence('main thread', timeoutMs))), timeoutMs);
      // At once, and not when this function goes on: the process may be about to exit.
      onAbort = () => {
        session.disconnect();
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      session.post(
        'Runtime.evaluate',
        { expression, returnByValue: true, silent: true },
        (error, answer?: Runtime.EvaluateReturnType) => {
          if (error !== null) reject(new ReadingFailed(error.message));
          else if (answer?.exceptionDetails !== undefined)
            reject(new ReadingFailed(answer.exceptionDetails.text));
          else resolve(answer?.result.value);
        },
      );
    });
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    session.disconnect();
  }
}
