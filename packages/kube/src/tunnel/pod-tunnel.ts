import type { Duplex } from 'node:stream';
import { KubeError } from '../kube-error.js';
import type { SpdyEnding, SpdySession } from '../spdy/spdy-session.js';
import { abandonable } from './abandonable.js';
import type { ConnectOptions } from './connect-options.js';
import { type Dialled, dialEither, dialSession, type TunnelTransport } from './dial-session.js';
import { keepAlive, type KeepAliveOptions } from './keep-alive.js';
import { openPort } from './open-port.js';
import type { UpgradePath } from './upgrade-path.js';

export type { ConnectOptions };

const DIAL_MS = 30_000;

export interface PodTunnelOptions {
  readonly upgrade: UpgradePath;
  readonly namespace: string;
  readonly pod: string;
  /** `auto` takes SPDY, and the WebSocket where SPDY does not get through. */
  readonly transport: 'auto' | TunnelTransport;
  readonly signal?: AbortSignal | undefined;
  /** Until the tunnel stands; 30 s by default. */
  readonly timeoutMs?: number;
  readonly keepAlive?: KeepAliveOptions;
}

/** Connections into one pod through one connection to the API server. */
export class PodTunnel {
  readonly transport: TunnelTransport;
  readonly #session: SpdySession;
  readonly #namespace: string;
  readonly #pod: string;
  #nextRequestId = 0;

  /** Over a session that stands; {@link openPodTunnel} dials one. */
  constructor({ session, transport }: Dialled, { namespace, pod, keepAlive: beat }: PodTunnelOptions) {
    this.#session = session;
    this.#namespace = namespace;
    this.#pod = pod;
    this.transport = transport;
    keepAlive(session, beat);
  }

  /** Whether it takes connections. */
  get isAlive(): boolean {
    return this.#session.isAlive;
  }

  /** Never rejects; `error` is absent where this side closed it. */
  get closed(): Promise<SpdyEnding> {
    return this.#session.closed;
  }

  /**
   * A connection to a port on the pod's loopback. Destroying it leaves the tunnel alive. Where nothing listens there, it ends with a {@link KubeError}
   * `refused`, which may come before or after this resolves.
   * @throws {KubeError} `refused`, `timeout`, `tunnel-ended`; the signal's reason once it is aborted.
   */
  async connect(port: number, options: ConnectOptions = {}): Promise<Duplex> {
    options.signal?.throwIfAborted();
    const place = { namespace: this.#namespace, pod: this.#pod, port };
    return await openPort(this.#session, place, this.#nextRequestId++, options);
  }

  /** Ends it and every connection through it. */
  close(): void {
    this.#session.close();
  }
}

/**
 * Dials a tunnel into a pod.
 * @throws {UpgradeRefused} where the API server says no; {@link KubeError} `timeout` and what else may happen; the signal's reason once it is aborted.
 */
export async function openPodTunnel(options: PodTunnelOptions): Promise<PodTunnel> {
  const { upgrade, namespace, pod, transport, signal, timeoutMs = DIAL_MS } = options;
  signal?.throwIfAborted();
  const late = AbortSignal.timeout(timeoutMs);
  const either = signal === undefined ? late : AbortSignal.any([signal, late]);
  const dial = { upgrade, namespace, pod, signal: either };
  const dialling: Promise<Dialled> =
    transport === 'auto'
      ? dialEither(dial)
      : dialSession(transport, dial).then((session) => ({ session, transport }));
  try {
    const dialled = await abandonable(dialling, either, ({ session }) => session.destroy());
    return new PodTunnel(dialled, options);
  } catch (error) {
    signal?.throwIfAborted();
    if (late.aborted)
      throw new KubeError('timeout', `no tunnel into pod ${namespace}/${pod} within ${timeoutMs} ms`);
    throw error;
  }
}
