/** Whatever a client does, the program goes on as if nobody had asked. */
import { Agent, get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorkbench, type Workbench } from './workbench.js';

const TOKEN = 'correct horse battery staple';

let bench: Workbench;

beforeAll(async () => {
  bench = await startWorkbench({ env: { HEAPTIDE_INTERVAL: '16384' } });
  await bench.tell('/keep?n=100000');
});

afterAll(async () => bench.program.stop());

function open(): Socket {
  const { hostname, port } = new URL(bench.agent);
  return connect(Number(port), hostname).on('error', () => undefined);
}

/** Milliseconds until the other side hangs up. */
async function untilClosed(socket: Socket): Promise<number> {
  const begin = performance.now();
  socket.resume();
  await new Promise((resolve) => socket.once('close', resolve));
  return performance.now() - begin;
}

/** The slowest of ten answers of the program itself, in milliseconds. */
async function slowestOfTheProgram(): Promise<number> {
  let slowest = 0;
  for (let request = 0; request < 10; request++) {
    const begin = performance.now();
    await bench.tell('/garbage?n=1');
    slowest = Math.max(slowest, performance.now() - begin);
  }
  return slowest;
}

async function expectUnharmed(): Promise<void> {
  expect(await slowestOfTheProgram()).toBeLessThan(1000);
  // Captures that nobody waits for any more may still be in the queue.
  await expect.poll(async () => (await bench.get('/debug/heap')).status, { timeout: 5000 }).toBe(200);
}

it('a slow loris is hung up on', async () => {
  const sockets = Array.from({ length: 30 }, () => open());
  const dripping = setInterval(() => sockets.forEach((socket) => socket.write('x')), 500);
  sockets.forEach((socket) => socket.write('GET /debug/heap HTTP/1.1\r\nHost: localhost\r\nX-Slow: '));
  try {
    await expectUnharmed();
    const waits = await Promise.all(sockets.map(untilClosed));
    expect(Math.max(...waits)).toBeLessThan(9000);
  } finally {
    clearInterval(dripping);
  }
});

it('a thousand requests at once are answered, refused or hung up on, and the program hardly notices', async () => {
  const agent = new Agent({ maxSockets: 1000 });
  const ask = (): Promise<number> =>
    new Promise((resolve) => {
      const request = get(`${bench.agent}/debug/heap?gc=1`, { agent }, (response) => {
        response.on('error', () => resolve(0)).resume();
        response.on('end', () => resolve(response.statusCode!));
      });
      request.on('error', () => resolve(0));
    });
  const asked = Promise.all(Array.from({ length: 1000 }, ask));
  expect(await slowestOfTheProgram()).toBeLessThan(1000);
  const statuses = new Set(await asked);
  agent.destroy();
  statuses.delete(0);
  expect([...statuses].filter((status) => status !== 200 && status !== 429)).toEqual([]);
  await expectUnharmed();
});

describe('requests that are no good', () => {
  it.each([
    [
      'oversized headers',
      `GET /debug/heap HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(9000)}\r\n\r\n`,
      431,
    ],
    ['a URL beyond all measure', `GET /${'x'.repeat(5000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 414],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n', 400],
    ['a request without a Host', 'GET /debug/heap HTTP/1.1\r\n\r\n', 400],
    ['the Host of a stranger', 'GET /debug/heap HTTP/1.1\r\nHost: evil.example\r\n\r\n', 403],
    [
      'two lengths',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
    ],
    [
      'a body that was not asked for',
      'PUT /debug/heap HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc',
      405,
    ],
    [
      'a path out of the ring',
      'GET /debug/heap/captures/../../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n',
      404,
    ],
    [
      'an encoded path',
      'GET /debug/heap/captures/%2e%2e%2fetc%2fpasswd HTTP/1.1\r\nHost: localhost\r\n\r\n',
      404,
    ],
  ])('%s: %#', async (_, text, status) => {
    const socket = open();
    let answer = '';
    socket.setEncoding('utf8').on('data', (data: string) => (answer += data));
    socket.write(text);
    await expect.poll(() => answer, { timeout: 8000 }).toMatch(/^HTTP\/1\.1 \d{3} /);
    expect(Number(answer.slice(9, 12))).toBe(status);
    socket.destroy();
    await expectUnharmed();
  });
});

it('downloads that are broken off leave nothing behind', async () => {
  for (let round = 0; round < 3; round++) {
    const sockets = Array.from({ length: 40 }, () => open());
    for (const socket of sockets) {
      socket.write('GET /debug/heap?births=1 HTTP/1.1\r\nHost: localhost\r\n\r\n');
      socket.once('data', () => socket.destroy());
    }
    await sleep(300);
    sockets.forEach((socket) => socket.destroy());
  }
  await expectUnharmed();
  expect(bench.program.stderr()).toMatch(/^heaptide: heap profiles at [^\n]+\n$/);
});

describe('beyond loopback', () => {
  it('serves those who know the token, by whatever name they call it', async () => {
    const env = { HEAPTIDE_ADDR: '0.0.0.0:0', HEAPTIDE_TOKEN: TOKEN };
    const guarded = await startWorkbench({ env });
    try {
      const { port } = new URL(guarded.agent);
      const ask = async (headers: Record<string, string>): Promise<number> => {
        const answer = await fetch(`http://127.0.0.1:${port}/debug/heap`, { headers });
        await answer.arrayBuffer();
        return answer.status;
      };
      const basic = `Basic ${Buffer.from(`any:${TOKEN}`).toString('base64')}`;
      expect(await ask({})).toBe(401);
      expect(await ask({ authorization: 'Bearer wrong' })).toBe(401);
      expect(await ask({ authorization: basic })).toBe(200);
    } finally {
      await guarded.program.stop();
    }
  });
});
