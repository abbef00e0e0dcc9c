/** Entry of the thread that asks one question, and ends with it. */
import { HeaptideError } from '@heaptide/profile/error';
import { askWhy } from '@heaptide/why';
import { Session } from 'node:inspector';
import { parentPort, workerData } from 'node:worker_threads';
import type { Disturb, QuestionOrder, QuestionReport, QuestionSettings } from './question-protocol.js';
import { QuestionPulse } from './question-pulse.js';
import { SessionConnection } from './session-connection.js';

const BEAT_MS = 50;
/** A main thread that has not noticed by then is inside a native call, and will when this thread has long ended. */
const RELEASE_MS = 5000;

const { asked, limits, pulse: shared, disturbance } = workerData as QuestionSettings;
const pulse = new QuestionPulse(shared);
const session = new Session();
const stop = new AbortController();
pulse.beat();
setInterval(() => pulse.beat(), BEAT_MS);
parentPort!.on('message', (order: QuestionOrder) => {
  if (order === 'let-go') leave();
  stop.abort(new Error('nobody waits for the answer'));
});
// However this thread comes to its end: Node aborts where the main thread ends its part of a session in the very moment
// in which the other thread is gone.
process.on('exit', () => {
  leave();
  pulse.waitUntilReleased(RELEASE_MS);
});

const outcome = await ask().catch(failure);
leave();
parentPort!.postMessage(outcome);

async function ask(): Promise<QuestionReport> {
  session.connectToMainThread();
  const given = { connection: new SessionConnection(session, pulse), session };
  const { connection, onStep } =
    disturbance === undefined
      ? { ...given, onStep: () => undefined }
      : ((await import(disturbance)) as { readonly disturb: Disturb }).disturb(given);
  const answer = await askWhy(connection, { ...asked, limits, signal: stop.signal, onStep });
  return { kind: 'answer', answer };
}

function failure(error: unknown): QuestionReport {
  const { message } = error instanceof Error ? error : new Error(String(error));
  return { kind: 'failed', message, ...(error instanceof HeaptideError ? { code: error.code } : {}) };
}

function leave(): void {
  session.disconnect();
  pulse.disarm();
  pulse.leave();
}
