import { KubeError } from '../kube-error.js';
import type { SpdySession } from '../spdy/spdy-session.js';

const EVERY_MS = 10_000;
const SILENT_MS = 30_000;

export interface KeepAliveOptions {
  readonly everyMs?: number;
  /** Ends the session that is not heard for so long. */
  readonly silentMs?: number;
}

/** Pings the peer until the session ends, as whatever lies between forgets connections on which nothing moves. */
export function keepAlive(
  session: SpdySession,
  { everyMs = EVERY_MS, silentMs = SILENT_MS }: KeepAliveOptions = {},
): void {
  const look = () => {
    // Nothing is heard because nothing is read: that is not the peer's fault.
    if (session.isStalled) return;
    if (performance.now() - session.lastHeard >= silentMs)
      session.destroy(new KubeError('tunnel-ended', `nothing came through the tunnel for ${silentMs} ms`));
    else session.ping().catch(() => undefined);
  };
  const timer = setInterval(look, everyMs);
  timer.unref();
  void session.closed.then(() => clearInterval(timer));
}
