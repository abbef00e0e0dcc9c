import type { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import { KubeError } from '../kube-error.js';
import { abandonable } from './abandonable.js';
import type { TunnelTransport } from './dial-session.js';
import type { ConnectOptions } from './connect-options.js';
import { openPodTunnel, type PodTunnel, type PodTunnelOptions } from './pod-tunnel.js';
import { TunnelAgent } from './tunnel-agent.js';

/** How long a tunnel that stood before may take to take a connection up, until another is dialled. */
const KEPT_REPLY_MS = 5_000;

/** Reaches one pod for as long as it is wanted: keeps one tunnel, and dials anew when it has died. Nothing is dialled before the first connection. */
export class PodDialer {
  readonly #options: Omit<PodTunnelOptions, 'signal'>;
  readonly #closing = new AbortController();
  #tunnel: PodTunnel | undefined;
  #dialling: Promise<PodTunnel> | undefined;
  #transport: TunnelTransport | undefined;

  constructor(options: Omit<PodTunnelOptions, 'signal'>) {
    this.#options = options;
  }

  /** What the last tunnel used; absent before the first. */
  get transport(): TunnelTransport | undefined {
    return this.#transport;
  }

  /**
   * A connection to a port on the pod's loopback.
   * @throws As {@link openPodTunnel} and {@link PodTunnel.connect} do.
   */
  async connect(port: number, options: ConnectOptions = {}): Promise<Duplex> {
    const wasThere = this.#tunnel?.isAlive === true;
    const tunnel = await this.#reach(options);
    try {
      return await tunnel.connect(port, wasThere ? { replyMs: KEPT_REPLY_MS, ...options } : options);
    } catch (error) {
      // One that had died unnoticed conveyed nothing to the pod.
      if (!wasThere || tunnel.isAlive || options.signal?.aborted === true) throw error;
    }
    return await (await this.#reach(options)).connect(port, options);
  }

  /** For requests of `node:http` to that port, one connection each. */
  agent(port: number): Agent {
    return new TunnelAgent(() => this.connect(port));
  }

  /** Ends every connection. No other can be made after. */
  close(): void {
    this.#closing.abort(new KubeError('tunnel-ended', 'the tunnel into the pod was closed'));
    this.#tunnel?.close();
  }

  #reach({ signal }: ConnectOptions): Promise<PodTunnel> {
    return abandonable(this.#dial(), signal, () => undefined);
  }

  /** At most one is dialled at a time. */
  #dial(): Promise<PodTunnel> {
    if (this.#tunnel?.isAlive === true) return Promise.resolve(this.#tunnel);
    this.#dialling ??= this.#open().finally(() => (this.#dialling = undefined));
    return this.#dialling;
  }

  async #open(): Promise<PodTunnel> {
    const { transport } = this.#options;
    const tunnel = await openPodTunnel({
      ...this.#options,
      // What got through before will again.
      transport: transport === 'auto' && this.#transport === 'websocket' ? 'websocket' : transport,
      signal: this.#closing.signal,
    });
    this.#tunnel = tunnel;
    this.#transport = tunnel.transport;
    return tunnel;
  }
}
