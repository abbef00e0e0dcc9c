import { afterEach, describe, expect, it } from 'vitest';
import { SocketUpgradePath } from '../../src/api/socket-upgrade-path.js';
import { UpgradeRefused } from '../../src/tunnel/upgrade-path.js';
import { type ServedSocket, serveSocket } from './serve-socket.js';

const ASKED = {
  method: 'POST',
  path: '/x?a=b',
  headers: { connection: 'Upgrade', upgrade: 'SPDY/3.1' },
} as const;

let served: ServedSocket;
afterEach(() => served.close());

describe('SocketUpgradePath', () => {
  it('gives the connection over, with what came behind the head', async () => {
    const asked: unknown[] = [];
    served = await serveSocket(() => undefined);
    served.server.on('upgrade', (request, socket) => {
      asked.push(request.method, request.url, request.headers.host, request.headers['content-length']);
      socket.write('HTTP/1.1 101 Yes\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\nX-A: b\r\n\r\nhead');
      socket.on('data', (bytes: Buffer) => socket.end(`got ${bytes.toString()}`));
    });
    const { socket, head, status, headers } = await new SocketUpgradePath(served.socketPath).request(ASKED);
    expect(asked.slice(0, 3)).toEqual(['POST', '/x?a=b', 'localhost']);
    expect([status, headers['x-a'], head.toString()]).toEqual([101, 'b', 'head']);
    socket.write('more');
    expect(Buffer.concat((await socket.toArray()) as Buffer[]).toString()).toBe('got more');
  });

  it('says with which status it was refused, and why', async () => {
    served = await serveSocket(() => undefined);
    served.server.on('upgrade', (_, socket) => {
      const body = '{"kind":"Status","message":"not allowed"}';
      socket.end(`HTTP/1.1 403 No\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    });
    const error: unknown = await new SocketUpgradePath(served.socketPath)
      .request(ASKED)
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(UpgradeRefused);
    expect(error).toMatchObject({ status: 403, kind: 'forbidden', message: 'not allowed' });
  });

  it('does not wait for ever, and not longer than the caller does', async () => {
    served = await serveSocket(() => undefined);
    served.server.on('upgrade', () => undefined);
    const impatient = new SocketUpgradePath(served.socketPath, { timeoutMs: 60 });
    await expect(impatient.request(ASKED)).rejects.toMatchObject({ kind: 'timeout' });
    const signal = AbortSignal.timeout(60);
    await expect(
      new SocketUpgradePath(served.socketPath).request({ ...ASKED, signal }),
    ).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('says that there is no kubectl any more', async () => {
    served = await serveSocket(() => undefined);
    await expect(new SocketUpgradePath(`${served.socketPath}.gone`).request(ASKED)).rejects.toMatchObject({
      kind: 'kubectl-failed',
    });
  });
});
