import type { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import { KubeError } from '../kube-error.js';
import type { KubectlOptions } from '../kubectl/kubectl-options.js';
import { PortForward } from '../kubectl/port-forward.js';
import type { ConnectOptions } from '../tunnel/pod-tunnel.js';
import { TunnelAgent } from '../tunnel/tunnel-agent.js';
import type { PodConnector } from './pod-connector.js';

export interface ForwardConnectorOptions {
  readonly kubectl: KubectlOptions;
  readonly namespace: string;
  readonly pod: string;
}

/** A way into a pod by `kubectl port-forward`, a child for each port that is asked for. */
export class ForwardConnector implements PodConnector {
  readonly #options: ForwardConnectorOptions;
  readonly #forwards = new Map<number, Promise<PortForward>>();
  readonly #closing = new AbortController();

  constructor(options: ForwardConnectorOptions) {
    this.#options = options;
  }

  get transport(): 'port-forward' | undefined {
    return this.#forwards.size === 0 ? undefined : 'port-forward';
  }

  async connect(port: number, options: ConnectOptions = {}): Promise<Duplex> {
    this.#closing.signal.throwIfAborted();
    return (await this.#forward(port)).connect(options);
  }

  agent(port: number): Agent {
    return new TunnelAgent(() => this.connect(port));
  }

  async close(): Promise<void> {
    this.#closing.abort(new KubeError('tunnel-ended', 'the port-forward was closed'));
    const forwards = await Promise.allSettled(this.#forwards.values());
    await Promise.all(forwards.flatMap((one) => (one.status === 'fulfilled' ? [one.value.close()] : [])));
  }

  #forward(port: number): Promise<PortForward> {
    const known = this.#forwards.get(port);
    if (known !== undefined) return known;
    const { kubectl, namespace, pod } = this.#options;
    const started = PortForward.start(kubectl, { namespace, pod, port }, { signal: this.#closing.signal });
    this.#forwards.set(port, started);
    // One that could not be started is no reason not to try again.
    started.catch(() => this.#forwards.delete(port));
    return started;
  }
}
