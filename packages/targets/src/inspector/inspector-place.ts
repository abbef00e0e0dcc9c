import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { HeaptideError } from '@heaptide/profile';

/** Where an inspector listens. */
export interface InspectorPlace {
  /** Loopback, as the far end of `dial` sees it. */
  readonly host: string;
  readonly port: number;
  /** Makes the connections, as into a pod; by default they are made to `host`. */
  readonly dial?: (signal: AbortSignal) => Promise<Duplex>;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i;

/**
 * Anybody who reaches an inspector can run code in its process: only what this machine or a tunnel leads to is connected to.
 * @throws {HeaptideError} `HT_E_ATTACH_REFUSED`.
 */
export function requireLoopback(host: string): void {
  if (LOOPBACK.test(host)) return;
  throw new HeaptideError(
    'HT_E_ATTACH_REFUSED',
    `an inspector is reached on this machine's own address only, not on ${host}: forward its port, as with ssh -L 9229:127.0.0.1:9229`,
  );
}

/** A connection to the inspector; whatever stands in its way is thrown as it comes. */
export function dialInspector({ host, port, dial }: InspectorPlace, signal: AbortSignal): Promise<Duplex> {
  if (dial !== undefined) return dial(signal);
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const socket = connect({ host, port });
    const onAbort = () => socket.destroy(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('error', reject);
    socket.once('close', () => signal.removeEventListener('abort', onAbort));
    socket.once('connect', () => {
      // It may break before whoever asked for it listens.
      socket.off('error', reject).on('error', () => undefined);
      signal.removeEventListener('abort', onAbort);
      socket.setNoDelay(true);
      resolve(socket);
    });
  });
}
