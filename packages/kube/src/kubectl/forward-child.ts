import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { KubeError } from '../kube-error.js';
import { forwardError, type ForwardPlace } from '../tunnel/forward-error.js';
import { ForwardedConnection } from './forwarded-connection.js';
import type { KubectlOptions } from './kubectl-options.js';
import { kubectlProblem } from './kubectl-problem.js';
import { OutputTail } from './output-tail.js';
import { TetheredChild } from './tethered-child.js';

export interface ForwardChildOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs: number;
}

const HOST = '127.0.0.1';
const READY = /^Forwarding from 127\.0\.0\.1:(\d+) -> /m;
/** kubectl tells of a connection that failed, and of nothing else, so. */
const FORWARD_ERROR = /an error occurred forwarding \d+ -> \d+: (.*)/;
/** From the end of a connection to kubectl's words on it. */
const EXPLAIN_MS = 250;
/** In which a connection that was let go early ends by itself, if it has nothing more to bring. */
const LINGER_MS = 500;
const LOOK_EVERY_MS = 5;

/**
 * One `kubectl port-forward`. After a connection that was refused in the pod, or let go while the pod was still sending, it is not used any more:
 * kubectl up to 1.31 conveys nothing after the second, and from 1.27 on it ends after the first. It is ended once its other connections have.
 */
export class ForwardChild {
  /** Never rejects. */
  readonly ended: Promise<unknown>;
  readonly #child: TetheredChild;
  readonly #place: ForwardPlace;
  readonly #port: number;
  readonly #lettingGo = new Set<Promise<void>>();
  readonly #state: StderrState;
  #connections = 0;
  #isRetired = false;

  private constructor(child: TetheredChild, place: ForwardPlace, port: number, state: StderrState) {
    this.#child = child;
    this.ended = child.exited;
    this.#place = place;
    this.#port = port;
    this.#state = state;
  }

  /**
   * Resolves once it takes connections.
   * @throws {KubeError} with kubectl's own words; `timeout`. The reason of `signal`.
   */
  static async start(
    { binary, args, env }: KubectlOptions,
    place: ForwardPlace,
    { signal, timeoutMs }: ForwardChildOptions,
  ): Promise<ForwardChild> {
    const { namespace, pod, port } = place;
    const state: StderrState = { failure: undefined };
    let stdout: OutputTail | undefined;
    const child: TetheredChild = await TetheredChild.start(
      binary,
      [...args, 'port-forward', `--namespace=${namespace}`, `--address=${HOST}`, `pod/${pod}`, `:${port}`],
      {
        env,
        onStdout: (stream) => (stdout = new OutputTail(stream)),
        onStderr: (text) => noteFailure(state, text),
      },
    );
    try {
      for (const deadline = performance.now() + timeoutMs; ;) {
        const local = READY.exec(stdout?.text ?? '')?.[1];
        if (local !== undefined) return new ForwardChild(child, place, Number(local), state);
        if (child.hasExited) {
          await child.exited;
          throw kubectlProblem('kubectl port-forward', child.stderr);
        }
        signal?.throwIfAborted();
        if (performance.now() > deadline)
          throw new KubeError('timeout', `kubectl port-forward did not start within ${timeoutMs / 1000} s`);
        await sleep(LOOK_EVERY_MS);
      }
    } catch (error) {
      await child.stop();
      throw error;
    }
  }

  get isUsable(): boolean {
    return !this.#isRetired && !this.#child.hasExited;
  }

  /** Resolves once it is known of every connection that was let go whether it did harm. */
  async settled(): Promise<void> {
    while (this.#lettingGo.size > 0) await Promise.all(this.#lettingGo);
  }

  /** @throws {KubeError} `tunnel-ended` where kubectl does not take it. */
  async connect(): Promise<Duplex> {
    const since = performance.now();
    this.#connections++;
    let socket: Socket;
    try {
      socket = await connectTo(this.#port);
    } catch (error) {
      this.#onConnectionClosed();
      this.#retire();
      throw new KubeError('tunnel-ended', 'kubectl port-forward takes no connections any more', {
        cause: error,
      });
    }
    const connection = new ForwardedConnection(socket, {
      explain: () => this.#explain(since),
      onAbandoned: (abandoned) => this.#drain(abandoned),
    });
    connection.on('close', () => this.#onConnectionClosed());
    return connection;
  }

  close(): Promise<void> {
    this.#isRetired = true;
    return this.#child.stop();
  }

  #onConnectionClosed(): void {
    this.#connections--;
    this.#endWhenUnused();
  }

  #retire(): void {
    this.#isRetired = true;
    this.#endWhenUnused();
  }

  #endWhenUnused(): void {
    if (this.#isRetired && this.#connections === 0) void this.#child.stop();
  }

  /** It is read on, for as long as kubectl lives, so that kubectl can go on with the others. */
  #drain(socket: Socket): void {
    socket.unref().resume();
    const over = new Promise<boolean>((resolve) => socket.once('close', () => resolve(true)));
    const late = sleep(LINGER_MS, false);
    const verdict = Promise.race([over, late]).then((isClean) => {
      this.#lettingGo.delete(verdict);
      if (!isClean) this.#retire();
    });
    this.#lettingGo.add(verdict);
  }

  async #explain(since: number): Promise<KubeError | undefined> {
    const failure = () => {
      const last = this.#state.failure;
      return last !== undefined && last.at >= since ? last.said : undefined;
    };
    for (const deadline = performance.now() + EXPLAIN_MS; performance.now() < deadline;) {
      if (failure() !== undefined || this.#child.hasExited) break;
      await sleep(LOOK_EVERY_MS);
    }
    const said = failure();
    if (said !== undefined) {
      this.#retire();
      return forwardError(this.#place, said);
    }
    if (!this.#child.hasExited) return undefined;
    return new KubeError('tunnel-ended', kubectlProblem('kubectl port-forward', this.#child.stderr).message);
  }
}

interface StderrState {
  failure: { readonly line: string; readonly said: string; readonly at: number } | undefined;
}

/** Its lines begin with the time, so that none comes twice. */
function noteFailure(state: StderrState, text: string): void {
  const line = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .findLast((each) => FORWARD_ERROR.test(each));
  if (line === undefined || line === state.failure?.line) return;
  const said = FORWARD_ERROR.exec(line)?.[1] ?? '';
  state.failure = { line, said: said.slice(0, 500), at: performance.now() };
}

function connectTo(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: HOST, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
