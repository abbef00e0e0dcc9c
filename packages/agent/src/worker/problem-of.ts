import { HttpProblem } from './http-problem.js';
import { IsolateSilent, ReadingFailed } from './isolate-answer.js';
import { NotNow } from './admission.js';
import { QueueFull } from './one-at-a-time.js';

/** What a client is told of an error. */
export function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof NotNow) {
    return new HttpProblem(429, error.message, { 'Retry-After': String(error.retryAfter) });
  }
  if (error instanceof QueueFull) {
    return new HttpProblem(429, 'too many captures are waiting', { 'Retry-After': '1' });
  }
  if (error instanceof IsolateSilent) return new HttpProblem(504, error.message);
  if (error instanceof ReadingFailed) return new HttpProblem(503, error.message);
  const reason = error instanceof Error ? error.message : String(error);
  return new HttpProblem(500, `cannot take a capture: ${reason}`);
}
