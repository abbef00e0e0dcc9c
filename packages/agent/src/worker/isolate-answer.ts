import type { ExactSitesAnswer } from '../reading/exact-sites-wish.js';
import type {
  ExternalAnswer,
  HeapReading,
  ProcessState,
  ReadingAnswer,
  ReadingRequest,
} from '../reading/heap-reading.js';

/** The isolate did not answer in time: it sits in a native call that takes no interrupts. */
export class IsolateSilent extends Error {
  override readonly name = 'IsolateSilent';
}

/** The isolate answered that it cannot read, or is about to exit. */
export class ReadingFailed extends Error {
  override readonly name = 'ReadingFailed';
}

/** What an isolate is asked for. */
export type Question = Pick<ReadingRequest, 'want' | 'collect' | 'exactSites'>;

/** Tells an answer from the word that there is none. */
export function settle(
  answer: ReadingAnswer,
  resolve: (answer: ReadingAnswer) => void,
  reject: (error: Error) => void,
): void {
  if ('error' in answer) reject(new ReadingFailed(answer.error));
  else resolve(answer);
}

export function silence(who: string, timeoutMs: number): string {
  return `the ${who} did not answer within ${timeoutMs / 1000} s; it is inside a native call`;
}

/** Picks what was asked for. @throws {ReadingFailed} when the answer is to something else. */
export function heapOf(answer: ReadingAnswer): HeapReading {
  if ('heap' in answer) return answer.heap;
  throw unexpected();
}

/** As {@link heapOf}. */
export function externalOf(answer: ReadingAnswer): ExternalAnswer {
  if ('external' in answer) return answer.external;
  throw unexpected();
}

/** As {@link heapOf}. */
export function stateOf(answer: ReadingAnswer): ProcessState {
  if ('state' in answer) return answer.state;
  throw unexpected();
}

/** As {@link heapOf}. */
export function exactSitesOf(answer: ReadingAnswer): ExactSitesAnswer {
  if ('exactSites' in answer) return answer.exactSites;
  throw unexpected();
}

function unexpected(): Error {
  return new ReadingFailed('it gave another answer than asked');
}
