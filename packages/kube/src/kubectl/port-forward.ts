import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { KubeError } from '../kube-error.js';
import { abandonable } from '../tunnel/abandonable.js';
import type { ForwardPlace } from '../tunnel/forward-error.js';
import { ForwardChild } from './forward-child.js';
import type { KubectlOptions } from './kubectl-options.js';

export interface PortForwardOptions {
  readonly signal?: AbortSignal | undefined;
  /** How long kubectl may take to get to the pod; 60 s when absent. */
  readonly timeoutMs?: number | undefined;
}

const USUAL_TIMEOUT_MS = 60_000;
const FIRST_BACKOFF_MS = 250;
const MOST_BACKOFF_MS = 3_000;
/** A kubectl that ends between being found alive and being used is replaced this often for one connection. */
const MOST_TRIES = 3;

/**
 * A way to one port of one pod by `kubectl port-forward`, which is started anew whenever it has ended, or has to be taken for lost. It ends with our
 * process, whatever ends that.
 */
export class PortForward {
  readonly #kubectl: KubectlOptions;
  readonly #place: ForwardPlace;
  readonly #timeoutMs: number;
  readonly #closing = new AbortController();
  /** All that may still run. */
  readonly #children = new Set<ForwardChild>();
  #current: ForwardChild | undefined;
  #starting: Promise<ForwardChild> | undefined;
  #failedStarts = 0;

  private constructor(kubectl: KubectlOptions, place: ForwardPlace, timeoutMs: number) {
    this.#kubectl = kubectl;
    this.#place = place;
    this.#timeoutMs = timeoutMs;
  }

  /**
   * Resolves once it takes connections.
   * @throws {KubeError} with kubectl's own words; `timeout`. The reason of `signal`.
   */
  static async start(
    kubectl: KubectlOptions,
    place: ForwardPlace,
    { signal, timeoutMs = USUAL_TIMEOUT_MS }: PortForwardOptions = {},
  ): Promise<PortForward> {
    signal?.throwIfAborted();
    const forward = new PortForward(kubectl, place, timeoutMs);
    try {
      await forward.#reach(signal);
      return forward;
    } catch (error) {
      await forward.close();
      throw error;
    }
  }

  /**
   * A connection to the port. It ends with the error `refused` where nobody listens there. After starts that failed it waits before the next, up to
   * 3 s.
   * @throws As `start`.
   */
  async connect({ signal }: { readonly signal?: AbortSignal | undefined } = {}): Promise<Duplex> {
    for (let tries = 1; ; tries++) {
      const child = await this.#reach(signal);
      await child.settled();
      if (!child.isUsable && tries < MOST_TRIES) continue;
      try {
        return await child.connect();
      } catch (error) {
        if (tries === MOST_TRIES) throw error;
      }
    }
  }

  /** Ends every connection. Resolves in bounded time, never rejects; may be called twice. */
  async close(): Promise<void> {
    this.#closing.abort(new KubeError('tunnel-ended', 'the port-forward was closed'));
    await this.#starting?.catch(() => undefined);
    await Promise.all([...this.#children].map((child) => child.close()));
  }

  #reach(signal: AbortSignal | undefined): Promise<ForwardChild> {
    if (this.#closing.signal.aborted) return Promise.reject(this.#closing.signal.reason as Error);
    if (this.#current?.isUsable === true) return Promise.resolve(this.#current);
    this.#starting ??= this.#start().finally(() => (this.#starting = undefined));
    return abandonable(this.#starting, signal, () => undefined);
  }

  async #start(): Promise<ForwardChild> {
    const { signal } = this.#closing;
    if (this.#failedStarts > 0) {
      const backoff = Math.min(MOST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (this.#failedStarts - 1));
      await sleep(backoff, undefined, { signal }).catch(() => Promise.reject(signal.reason as Error));
    }
    this.#failedStarts++;
    const child = await ForwardChild.start(this.#kubectl, this.#place, {
      signal,
      timeoutMs: this.#timeoutMs,
    });
    this.#failedStarts = 0;
    this.#children.add(child);
    void child.ended.then(() => this.#children.delete(child));
    this.#current = child;
    return child;
  }
}
