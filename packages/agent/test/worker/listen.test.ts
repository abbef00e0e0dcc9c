import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { listen } from '../../src/worker/listen.js';

const host = '127.0.0.1';
const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

function server(): Server {
  const made = createServer();
  servers.push(made);
  return made;
}

async function occupied(): Promise<number> {
  const other = server().listen(0, host);
  await new Promise((resolve) => other.once('listening', resolve));
  return (other.address() as AddressInfo).port;
}

it('takes the next free port where one is in use', async () => {
  const port = await occupied();
  const taken = await listen(server(), { host, port, tries: 8 });
  expect(taken).toBeGreaterThan(port);
  expect(taken).toBeLessThan(port + 8);
});

it('says so when all are in use', async () => {
  const port = await occupied();
  await expect(listen(server(), { host, port, tries: 1 })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

it('does not try beyond the last port, nor again after another error', async () => {
  await expect(listen(server(), { host: '192.0.2.1', port: 0, tries: 8 })).rejects.toMatchObject({
    code: 'EADDRNOTAVAIL',
  });
});
