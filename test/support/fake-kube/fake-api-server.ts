import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { ApiRefusal, type ApiStatus, failure } from './api-status.js';
import { type ClusterState, latency } from './cluster-state.js';
import { type Faults, noFaults } from './faults.js';
import { LocalProcesses } from './local-processes.js';
import type { ApiObject, NewObject } from './objects/api-object.js';
import { ObjectStore } from './objects/object-store.js';
import type { PodObject } from './objects/pod-object.js';
import type { ResourceName } from './objects/resource-kinds.js';
import { type ContainerEnd, restartedPod } from './objects/restarted-pod.js';
import { type ContainerUsage, PodMetrics } from './pod-metrics.js';
import type { ContainerLog, PodRuntime } from './pod-runtime.js';
import { PodRuntimes } from './pod-runtimes.js';
import { routeRequest } from './route-request.js';
import { sendJson } from './send-json.js';
import { refuse, serveUpgrade } from './streams/serve-upgrade.js';
import { Usage } from './usage.js';

export interface FakeApiServerOptions {
  /** The bearer token that every request must carry; anybody may do anything when absent. */
  readonly token?: string;
  /** Serves TLS with this certificate, as PEM. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** What `/version` says: 1.N; 35 when absent. */
  readonly minor?: number;
}

/**
 * A Kubernetes API server on a port of 127.0.0.1 that real kubectl accepts. Its pods are objects, their ports loopback
 * addresses and their programs local ones.
 */
export class FakeApiServer {
  readonly url: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #options: FakeApiServerOptions;
  readonly #state: ClusterState = {
    store: new ObjectStore(),
    runtimes: new PodRuntimes(),
    metrics: new PodMetrics(),
    faults: noFaults(),
    usage: new Usage(),
    processes: new LocalProcesses(),
    forwards: new Map(),
    watches: new Set(),
  };

  private constructor(server: Server, options: FakeApiServerOptions) {
    this.#server = server;
    this.#options = options;
    this.url = `${options.tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (incoming: IncomingMessage, response: ServerResponse) => {
      void this.#handle(incoming, response);
    });
    server.on('upgrade', (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
      void this.#upgrade(incoming, socket, head);
    });
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    this.put('namespaces', { metadata: { name: 'default' } });
  }

  /** Resolves once it listens. */
  static start(options: FakeApiServerOptions = {}): Promise<FakeApiServer> {
    const server = options.tls ? createTlsServer(options.tls) : createServer();
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => resolve(new FakeApiServer(server, options)));
    });
  }

  get faults(): Faults {
    return this.#state.faults;
  }

  get usage(): Usage {
    return this.#state.usage;
  }

  /** Programs of pods that run. */
  get runningPrograms(): number {
    return this.#state.processes.running;
  }

  /** Creates or replaces an object, and its namespace; a pod may be given what it does. */
  put(resource: ResourceName, object: NewObject, runtime?: PodRuntime): ApiObject {
    const { store, runtimes } = this.#state;
    const stored = store.put(resource, object);
    const { namespace, name } = stored.metadata;
    if (namespace !== undefined && !store.get('namespaces', undefined, namespace)) {
      store.put('namespaces', { metadata: { name: namespace }, status: { phase: 'Active' } });
    }
    if (runtime && namespace !== undefined) runtimes.set(namespace, name, runtime);
    return stored;
  }

  get(resource: ResourceName, name: string, namespace = 'default'): ApiObject | undefined {
    return this.#state.store.get(resource, resource === 'namespaces' ? undefined : namespace, name);
  }

  /** The forwards into a deleted pod break. False when there is no such object. */
  delete(resource: ResourceName, name: string, namespace = 'default'): boolean {
    if (resource === 'pods') {
      this.dropForwards(name, namespace);
      this.#state.runtimes.delete(namespace, name);
      this.#state.metrics.delete(namespace, name);
    }
    return this.#state.store.delete(resource, namespace, name);
  }

  setMetrics(
    pod: string,
    containers: Readonly<Record<string, ContainerUsage>>,
    { namespace = 'default', seenAt = new Date() }: { namespace?: string; seenAt?: Date } = {},
  ): void {
    const labels = this.get('pods', pod, namespace)?.metadata.labels ?? {};
    this.#state.metrics.set(namespace, pod, labels, containers, seenAt);
  }

  setLog(pod: string, log: ContainerLog, { namespace = 'default', container = 'app' } = {}): void {
    this.#state.runtimes.setLog(namespace, pod, container, log);
  }

  /** Ends a container's run as `end` says and starts it anew: the pod's status changes accordingly. Throws for no pod. */
  restartContainer(pod: string, end: ContainerEnd, { namespace = 'default', container = 'app' } = {}): void {
    const found = this.get('pods', pod, namespace) as unknown as PodObject | undefined;
    if (!found) throw new Error(`no pod ${namespace}/${pod}`);
    const { current } = this.#state.runtimes.log(namespace, pod, container);
    this.#state.runtimes.setLog(namespace, pod, container, { current: '', previous: current });
    this.put('pods', restartedPod(found, container, end));
  }

  /** Breaks the forwards into one pod, or all of them. */
  dropForwards(pod?: string, namespace = 'default'): void {
    for (const [session, place] of [...this.#state.forwards]) {
      if (pod === undefined || place === `${namespace}/${pod}`) session.destroy();
    }
  }

  endWatches(): void {
    for (const watch of [...this.#state.watches]) watch.end();
  }

  /** Tells every watch that wants to know the version that the cluster is at. */
  sendBookmarks(): void {
    for (const watch of this.#state.watches) watch.bookmark();
  }

  /** Breaks every connection and ends every program. */
  async close(): Promise<void> {
    this.dropForwards();
    this.#state.processes.close();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #see(incoming: IncomingMessage): void {
    const { authorization, 'user-agent': userAgent } = incoming.headers;
    this.usage.see({ method: incoming.method ?? '', url: incoming.url ?? '', authorization, userAgent });
  }

  async #admit(incoming: IncomingMessage): Promise<void> {
    this.#see(incoming);
    const { faults } = this;
    if (faults.latencyMs > 0) await latency(this.#state);
    const { token } = this.#options;
    const isKnown = token === undefined || incoming.headers.authorization === `Bearer ${token}`;
    const left = faults.unauthorizedAfter;
    if (left !== undefined) faults.unauthorizedAfter = Math.max(0, left - 1);
    if (!isKnown || left === 0) throw new ApiRefusal(401, 'Unauthorized', 'Unauthorized');
  }

  async #handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.#admit(incoming);
      await routeRequest(this.#state, this.#options.minor ?? 35, incoming, response);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else sendJson(response, ...statusOf(error));
    }
  }

  async #upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    try {
      await this.#admit(incoming);
      serveUpgrade(this.#state, incoming, socket, head);
    } catch (error) {
      const [, status] = statusOf(error);
      refuse(socket, status);
    }
  }
}

function statusOf(error: unknown): [number, ApiStatus] {
  const status =
    error instanceof ApiRefusal
      ? error.status
      : failure(500, 'InternalError', `Internal error occurred: ${String(error)}`);
  return [status.code, status];
}
