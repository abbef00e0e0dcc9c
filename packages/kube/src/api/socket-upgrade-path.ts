import { request } from 'node:http';
import { refusalKind, refusalMessage } from './api-refused.js';
import { ANSWER_TIMEOUT_MS, type ApiSocketOptions, connectionProblem } from './api-socket.js';
import { readBounded } from './read-bounded.js';
import { KubeError } from '../kube-error.js';
import {
  type Upgraded,
  type UpgradePath,
  UpgradeRefused,
  type UpgradeRequest,
} from '../tunnel/upgrade-path.js';

const MOST_BYTES = 64 * 1024;

/** Leaves HTTP through the unix socket of a `kubectl proxy`, which hands upgrades of all but exec and attach on. */
export class SocketUpgradePath implements UpgradePath {
  readonly #socketPath: string;
  readonly #timeoutMs: number;

  constructor(socketPath: string, { timeoutMs = ANSWER_TIMEOUT_MS }: ApiSocketOptions = {}) {
    this.#socketPath = socketPath;
    this.#timeoutMs = timeoutMs;
  }

  request({ method, path, headers, signal }: UpgradeRequest): Promise<Upgraded> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const asking = request({
        socketPath: this.#socketPath,
        method,
        path,
        headers: { ...headers, host: 'localhost' },
        agent: false,
      });
      const timer = setTimeout(
        () => asking.destroy(new KubeError('timeout', 'the cluster took too long to open a tunnel')),
        this.#timeoutMs,
      );
      const onAbort = () => asking.destroy(signal!.reason as Error);
      const release = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      asking.on('upgrade', (response, socket, head) => {
        release();
        resolve({ socket, head, status: 101, headers: response.headers });
      });
      asking.on('response', (response) => {
        const status = response.statusCode ?? 0;
        const refuse = (body: string) =>
          reject(new UpgradeRefused(refusalKind(status, body), refusalMessage(status, body), status));
        readBounded(response, MOST_BYTES).then(
          (body) => refuse(body.toString('utf8')),
          () => refuse(''),
        );
      });
      asking.on('error', (error) =>
        reject(signal?.aborted ? (signal.reason as Error) : connectionProblem(error)),
      );
      asking.on('close', release);
      asking.end();
    });
  }
}
