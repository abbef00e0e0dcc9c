import { HeaptideError } from '@heaptide/targets';
import type { SentError } from './engine-messages.js';

export function sendError(error: unknown): SentError {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { code: error instanceof HeaptideError ? error.code : undefined, message, stack };
}

/** The error as it was thrown, as far as it can be told. */
export function receiveError({ code, message, stack }: SentError): Error {
  if (code !== undefined) return new HeaptideError(code as HeaptideError['code'], message);
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
