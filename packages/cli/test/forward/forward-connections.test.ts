import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Forward, forwardConnections } from '../../src/forward/forward-connections.js';

const HOST = '127.0.0.1';
const servers: Server[] = [];
const forwards: Forward[] = [];

afterEach(async () => {
  await Promise.all(forwards.splice(0).map((forward) => forward.close()));
  for (const server of servers.splice(0)) server.close();
});

/** What stands for the port in the pod. */
async function listen(onSocket: (socket: Socket) => void): Promise<number> {
  const server = createServer({ allowHalfOpen: true }, onSocket).listen(0, HOST);
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function dial(port: number, allowHalfOpen = false): Promise<Socket> {
  const socket = connect({ host: HOST, port, allowHalfOpen });
  await once(socket, 'connect');
  return socket;
}

async function forwardTo(port: number, onProblem: (problem: string) => void = () => undefined) {
  const forward = await forwardConnections({
    connect: () => dial(port, true),
    host: HOST,
    port: 0,
    onProblem,
  });
  forwards.push(forward);
  return forward;
}

describe('forwardConnections', () => {
  it('leads both ways, to the end of each', async () => {
    const port = await listen((socket) => {
      let length = 0;
      socket.on('data', (chunk) => (length += chunk.length));
      socket.on('end', () => socket.end(`${length} bytes`));
    });
    const client = await dial((await forwardTo(port)).port, true);
    client.end(Buffer.alloc(1 << 20));
    expect((await buffer(client)).toString()).toBe('1048576 bytes');
  });

  it('tells why a connection came to nothing, and takes the next', async () => {
    const port = await listen((socket) => socket.end('hello'));
    const problems: string[] = [];
    const connecting = vi.fn(() => dial(port)).mockRejectedValueOnce(new Error('nothing listens there'));
    const onProblem = (problem: string) => problems.push(problem);
    const forward = await forwardConnections({ connect: connecting, host: HOST, port: 0, onProblem });
    forwards.push(forward);
    const first = await dial(forward.port);
    expect(await buffer(first)).toHaveLength(0);
    expect(problems).toEqual(['nothing listens there']);
    expect((await buffer(await dial(forward.port))).toString()).toBe('hello');
  });

  it('lets go of the far end when the client goes away', async () => {
    let gone: Promise<unknown> | undefined;
    const port = await listen((socket) => {
      socket.on('error', () => undefined);
      gone = once(socket, 'end');
      socket.resume().write('more to come');
    });
    const client = await dial((await forwardTo(port)).port);
    await once(client, 'data');
    client.destroy();
    await expect(gone).resolves.toBeDefined();
  });

  it('breaks connections off when it is closed', async () => {
    const port = await listen((socket) => void socket.on('error', () => undefined).write('hello'));
    const forward = await forwardTo(port);
    const client = await dial(forward.port);
    client.on('error', () => undefined);
    await once(client, 'data');
    const closed = once(client, 'close');
    await forward.close();
    await closed;
    await expect(dial(forward.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('says when the port is taken', async () => {
    const port = await listen((socket) => socket.end());
    const taken = { connect: () => dial(port), host: HOST, port, onProblem: () => undefined };
    await expect(forwardConnections(taken)).rejects.toMatchObject({ code: 'HT_E_ADDRESS_IN_USE' });
  });
});
