import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { clientsOf } from '../../src/why/inspector-clients.js';
import { readText } from '../../src/worker/read-text.js';

const HEAD =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

it('counts connections that are made to the port, not those from it, nor who listens', () => {
  const tcp =
    HEAD +
    '   0: 0100007F:2405 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0\n' +
    '   1: 0100007F:2405 0100007F:8B1C 01 00000000:00000000 00:00000000 00000000     0        0 2 1 0 20 4 30 10 -1\n' +
    '   2: 0100007F:8B1C 0100007F:2405 01 00000000:00000000 00:00000000 00000000     0        0 3 1 0 20 4 30 10 -1\n' +
    '   3: 0100007F:2405 0100007F:8B1E 06 00000000:00000000 00:00000000 00000000     0        0 0 3 0 0 0 0 0 0\n';
  const tcp6 =
    HEAD +
    '   0: 00000000000000000000000001000000:2405 00000000000000000000000001000000:9C40 01 00000000:00000000 00:00000000 00000000     0        0 4 1 0 20 4 30 10 -1\n';
  const both = (path: string): string => (path.endsWith('6') ? tcp6 : tcp);
  expect(clientsOf(9221, both)).toBe(2);
  expect(clientsOf(9229, both)).toBe(0);
  expect(clientsOf(9221, (path) => (path.endsWith('6') ? undefined : tcp))).toBe(1);
});

it('does not know where the system does not tell', () => {
  expect(clientsOf(9229, () => undefined)).toBeUndefined();
});

describe.runIf(process.platform === 'linux')('on this system', () => {
  it('sees a real connection come and go', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    expect(clientsOf(port, readText)).toBe(0);
    const client = connect(port, '127.0.0.1');
    await Promise.all([once(client, 'connect'), once(server, 'connection')]);
    expect(clientsOf(port, readText)).toBe(1);
    const gone = once(sockets[0]!, 'close');
    client.destroy();
    sockets[0]!.resume();
    await gone;
    await expect.poll(() => clientsOf(port, readText)).toBe(0);
    server.close();
  });
});
