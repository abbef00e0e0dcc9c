import { request } from 'node:http';
import { KubeError } from '../../src/kube-error.js';
import {
  type Upgraded,
  type UpgradePath,
  UpgradeRefused,
  type UpgradeRequest,
} from '../../src/tunnel/upgrade-path.js';

/** Leaves HTTP at a server on this machine, without anything between. */
export function tcpUpgradePath(url: string): UpgradePath {
  return {
    request: ({ method, path, headers, signal }: UpgradeRequest) =>
      new Promise<Upgraded>((resolve, reject) => {
        const asking = request(new URL(path, url), { method, headers: { ...headers }, signal, agent: false });
        asking.on('upgrade', (response, socket, head) =>
          resolve({ socket, head, status: 101, headers: response.headers }),
        );
        asking.on('response', (response) => {
          response.resume();
          const status = response.statusCode ?? 0;
          reject(
            new UpgradeRefused(status === 401 ? 'unauthorized' : 'bad-answer', `HTTP ${status}`, status),
          );
        });
        asking.on('error', (cause) => reject(new KubeError('unreachable', cause.message, { cause })));
        asking.end();
      }),
  };
}
