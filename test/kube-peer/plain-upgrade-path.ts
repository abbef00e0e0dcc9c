import { connect } from 'node:net';
import type { UpgradePath } from '@heaptide/kube';

/** A peer that speaks SPDY from the first byte, as if HTTP had been left already. */
export function plainUpgradePath(url: string): UpgradePath {
  const { hostname, port } = new URL(url);
  return {
    request: () =>
      new Promise((resolve, reject) => {
        const socket = connect(Number(port), hostname);
        socket.once('error', reject);
        socket.once('connect', () => {
          socket.off('error', reject);
          resolve({ socket, head: Buffer.alloc(0), status: 101, headers: { upgrade: 'SPDY/3.1' } });
        });
      }),
  };
}
