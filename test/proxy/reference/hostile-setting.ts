import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect } from 'vitest';
import type { Program } from '../../support/child-program.js';
import { send } from '../http-client.js';
import { type FakeUpstream, startApp, startFakeUpstream } from '../proxy-under-test.js';
import { RawClient } from './raw-client.js';
import { startStrictUpstream, type StrictUpstream } from './strict-upstream.js';

/** Proxies, upstreams and clients of one test, all of which end with it. */
export class HostileSetting {
  readonly #cleanUps: (() => void | Promise<void>)[] = [];

  onEnd(cleanUp: () => void | Promise<void>): void {
    this.#cleanUps.push(cleanUp);
  }

  async end(): Promise<void> {
    for (const cleanUp of this.#cleanUps.splice(0).reverse()) await cleanUp();
  }

  async proxyTo(origin: string, options: object): Promise<Program> {
    // The proxy's own looks at its upstream are no client's requests.
    const all = { healthIntervalMs: 0, ...options };
    const proxy = await startApp('fixed-proxy', { UPSTREAM: origin, PROXY_OPTIONS: JSON.stringify(all) });
    this.onEnd(() => proxy.stop());
    return proxy;
  }

  async strictUpstream(): Promise<StrictUpstream> {
    const upstream = await startStrictUpstream();
    this.onEnd(() => upstream.close());
    return upstream;
  }

  /** Returns its origin. */
  async fakeUpstream(answer: FakeUpstream['answer']): Promise<string> {
    const upstream = await startFakeUpstream();
    upstream.answer = answer;
    this.onEnd(() => upstream.close());
    return upstream.origin;
  }

  /** An upstream that does as it likes with each connection on which a request comes. Returns its origin. */
  async wildUpstream(onRequest: (socket: Socket) => void): Promise<string> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('data', () => onRequest(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.onEnd(async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  clientOf(proxy: Program): RawClient {
    const client = new RawClient(proxy.url);
    this.onEnd(() => client.destroy());
    return client;
  }
}

/** The same process as at the beginning, in good order. */
export async function expectAlive(proxy: Program): Promise<void> {
  expect(proxy.stderr()).toBe('');
  expect((await send(new URL('/health', proxy.url))).status).toBe(200);
}
