import type { KubeError } from '../kube-error.js';
import type { SpdySession } from '../spdy/spdy-session.js';
import type { SpdyStream, StreamEnding } from '../spdy/spdy-stream.js';
import type { ConnectOptions } from './connect-options.js';
import { ErrorText } from './error-text.js';
import { forwardError, type ForwardPlace } from './forward-error.js';

/** For the error stream to say why, once a connection has ended; and to end, once it is closed. */
const EXPLAIN_MS = 1_000;

/**
 * A connection to a port of the pod, as `portforward.k8s.io` has it: an error stream and a data stream of one request. Resolves when the far side has
 * taken the connection up; whether somebody listens shows later.
 * @throws {KubeError} What the stream ends with in place of that; `refused` where that was so soon; the signal's reason once it is aborted.
 */
export async function openPort(
  session: SpdySession,
  place: ForwardPlace,
  requestId: number,
  { signal, replyMs }: ConnectOptions,
): Promise<SpdyStream> {
  const headers = { port: String(place.port), requestid: String(requestId) };
  const errors = session.open({ streamtype: 'error', ...headers }, { replyMs });
  errors.end();
  const text = new ErrorText(errors);
  const fail = (said: string, isReset: boolean): KubeError => {
    // What was sent into a connection that is neither taken nor reset blocks one of the five workers of Go's spdystream for good.
    if (!isReset) session.retire();
    return forwardError(place, said);
  };
  const explain = async (ending: StreamEnding) => {
    const said = await text.within(EXPLAIN_MS);
    return said === '' ? undefined : fail(said, ending === 'reset');
  };
  let data: SpdyStream;
  try {
    data = session.open({ streamtype: 'data', ...headers }, { explain, replyMs });
  } catch (error) {
    errors.destroy();
    throw error;
  }
  void text.whole.then((said) => {
    if (said === '') return;
    // The data stream ends next, unless the node leaves it open.
    const timer = setTimeout(() => data.fail(fail(said, false)), EXPLAIN_MS);
    data.on('close', () => clearTimeout(timer));
  });
  data.on('close', () => {
    if (errors.destroyed) return;
    const timer = setTimeout(() => errors.destroy(), EXPLAIN_MS);
    timer.unref();
    errors.on('close', () => clearTimeout(timer));
  });
  const onAbort = () => data.destroy(signal?.reason as Error);
  signal?.addEventListener('abort', onAbort, { once: true });
  await data.reply.finally(() => signal?.removeEventListener('abort', onAbort));
  // It may have ended in the same breath.
  if (data.errored !== null) throw data.errored;
  return data;
}
