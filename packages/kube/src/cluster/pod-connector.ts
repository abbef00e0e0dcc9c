import type { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ConnectOptions } from '../tunnel/pod-tunnel.js';
import type { Transport } from './pod-address.js';

/** A way into one pod. Nothing is dialled before the first connection; a way that broke is dialled anew by the next. */
export interface PodConnector {
  /** What the last connection went by; `undefined` before the first. */
  readonly transport: Transport | undefined;
  /** A connection to a port on the pod's loopback. Rejects with {@link KubeError}, or with the reason of `signal`. */
  connect(port: number, options?: ConnectOptions): Promise<Duplex>;
  /** For requests of `node:http` to that port, one connection each. */
  agent(port: number): Agent;
  /** Breaks all connections off. Resolves in bounded time, and never rejects. */
  close(): Promise<void>;
}
