import type { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import { SocketUpgradePath } from '../api/socket-upgrade-path.js';
import { KubeError } from '../kube-error.js';
import { PodDialer } from '../tunnel/pod-dialer.js';
import type { ConnectOptions } from '../tunnel/pod-tunnel.js';
import { TunnelAgent } from '../tunnel/tunnel-agent.js';
import { UpgradeRefused } from '../tunnel/upgrade-path.js';
import { ForwardConnector } from './forward-connector.js';
import type { PodAddress, Transport } from './pod-address.js';
import type { PodConnector } from './pod-connector.js';

/** Whoever is refused for one of these is refused by every transport. */
const SAME_EVERYWHERE: ReadonlySet<number> = new Set([401, 404]);

/** The way into a pod by the transport that its address asks for, in any thread. */
export function connectPod(address: PodAddress): PodConnector {
  const { kubectl, proxySocket, transport, namespace, pod } = address;
  const forward = new ForwardConnector({ kubectl, namespace, pod });
  if (transport === 'port-forward' || proxySocket === undefined) return forward;
  const dialer = new PodDialer({ upgrade: new SocketUpgradePath(proxySocket), namespace, pod, transport });
  return new TunnelConnector(dialer, transport === 'auto' ? forward : undefined);
}

/** A tunnel, and where none gets through, what else there is. */
class TunnelConnector implements PodConnector {
  readonly #dialer: PodDialer;
  readonly #otherwise: PodConnector | undefined;
  #usesOther = false;

  constructor(dialer: PodDialer, otherwise: PodConnector | undefined) {
    this.#dialer = dialer;
    this.#otherwise = otherwise;
  }

  get transport(): Transport | undefined {
    return this.#usesOther ? this.#otherwise?.transport : this.#dialer.transport;
  }

  async connect(port: number, options: ConnectOptions = {}): Promise<Duplex> {
    const other = this.#otherwise;
    if (other !== undefined && this.#usesOther) return other.connect(port, options);
    try {
      return await this.#dialer.connect(port, options);
    } catch (error) {
      // A tunnel that stood before is dialled anew; only one that never did is given up.
      const mayFall = this.#dialer.transport === undefined && !options.signal?.aborted;
      if (other === undefined || !mayFall || !isOfTransport(error)) throw error;
      const connection = await other.connect(port, options).catch(() => Promise.reject(error as Error));
      this.#usesOther = true;
      return connection;
    }
  }

  agent(port: number): Agent {
    return new TunnelAgent(() => this.connect(port));
  }

  async close(): Promise<void> {
    this.#dialer.close();
    await this.#otherwise?.close();
  }
}

/** Whether kubectl's own forward may get through where the tunnel did not. */
function isOfTransport(error: unknown): boolean {
  if (error instanceof UpgradeRefused) return !SAME_EVERYWHERE.has(error.status);
  return (
    error instanceof KubeError &&
    (error.kind === 'tunnel-ended' || error.kind === 'bad-answer' || error.kind === 'timeout')
  );
}
