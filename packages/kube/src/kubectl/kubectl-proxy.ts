import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KubeApi } from '../api/kube-api.js';
import { SocketApi } from '../api/socket-api.js';
import { SocketUpgradePath } from '../api/socket-upgrade-path.js';
import { KubeError } from '../kube-error.js';
import type { UpgradePath } from '../tunnel/upgrade-path.js';
import type { KubectlOptions } from './kubectl-options.js';
import { kubectlProblem } from './kubectl-problem.js';
import { RunDirectory } from './run-directory.js';
import { sweepRunDirectories } from './sweep-run-directories.js';
import { TetheredChild } from './tethered-child.js';

export interface KubectlProxyOptions {
  readonly signal?: AbortSignal | undefined;
  /** How long it may take to start, and the cluster to answer; more than the usual 30 s where a person has to sign in in a browser. */
  readonly timeoutMs?: number | undefined;
}

const USUAL_TIMEOUT_MS = 30_000;
const LOOK_EVERY_MS = 5;

/**
 * A `kubectl proxy` that serves a unix socket which only we can reach: all of kubectl's authentication for any number of requests and tunnels.
 * It ends with our process, whatever ends that.
 */
export class KubectlProxy {
  readonly socketPath: string;
  readonly api: KubeApi;
  readonly upgrade: UpgradePath;
  readonly pid: number;
  /** Resolves, with what kubectl said, when it has ended without having been closed. */
  readonly ended: Promise<KubeError>;
  readonly #child: TetheredChild;
  readonly #directory: RunDirectory;
  #closed: Promise<void> | undefined;

  private constructor(child: TetheredChild, directory: RunDirectory, timeoutMs: number) {
    this.#child = child;
    this.#directory = directory;
    this.socketPath = directory.socketPath;
    this.pid = child.pid;
    this.api = new SocketApi(this.socketPath, { timeoutMs });
    this.upgrade = new SocketUpgradePath(this.socketPath, { timeoutMs });
    this.ended = new Promise((resolve) => {
      void child.exited.then(() => {
        if (this.#closed !== undefined) return;
        directory.remove();
        resolve(kubectlProblem('kubectl proxy', child.stderr));
      });
    });
  }

  /**
   * Resolves once it takes connections; that the cluster answers is not asked.
   * @throws {KubeError} `no-kubectl`, `timeout`, or with kubectl's own words; the reason of `signal`.
   */
  static async start(
    { binary, args, env }: KubectlOptions,
    { signal, timeoutMs = USUAL_TIMEOUT_MS }: KubectlProxyOptions = {},
  ): Promise<KubectlProxy> {
    signal?.throwIfAborted();
    if (process.platform === 'win32')
      throw new KubeError(
        'kubectl-failed',
        'kubectl proxy has no unix sockets on Windows; use the transport port-forward',
      );
    void sweepRunDirectories(env);
    const directory = RunDirectory.create(env);
    let child: TetheredChild | undefined;
    try {
      child = await TetheredChild.start(binary, [...args, 'proxy', `--unix-socket=${directory.socketPath}`], {
        env,
        remove: directory.path,
      });
      directory.noteChild(child.pid);
      await answers(child, directory.socketPath, { signal, timeoutMs });
      return new KubectlProxy(child, directory, timeoutMs);
    } catch (error) {
      await child?.stop();
      directory.remove();
      throw error;
    }
  }

  /** May be called twice. */
  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    this.api.close();
    await this.#child.stop();
    this.#directory.remove();
  }
}

async function answers(
  child: TetheredChild,
  socketPath: string,
  { signal, timeoutMs }: { signal: AbortSignal | undefined; timeoutMs: number },
): Promise<void> {
  for (const deadline = performance.now() + timeoutMs; ;) {
    if (await takesConnections(socketPath)) return;
    if (child.hasExited) {
      await child.exited;
      throw kubectlProblem('kubectl proxy', child.stderr);
    }
    signal?.throwIfAborted();
    if (performance.now() > deadline)
      throw new KubeError('timeout', `kubectl proxy did not start within ${timeoutMs / 1000} s`);
    await sleep(LOOK_EVERY_MS);
  }
}

function takesConnections(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
