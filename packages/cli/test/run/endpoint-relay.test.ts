import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentProcess } from '../../src/run/agent-process.js';
import { EndpointRelay } from '../../src/run/endpoint-relay.js';

const servers: Server[] = [];
let watched: AgentProcess | undefined;
let relay: EndpointRelay;

/** The agent of another process: a server with `handler`. */
async function comesUp(number: number, handler: RequestListener): Promise<Server> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const url = new URL(`http://127.0.0.1:${port}/debug/heap`);
  watched = { number, url, pid: 1, service: 'app.js', script: undefined, ancestors: [] };
  return server;
}

const processes = {
  async until(signal: AbortSignal, other?: AgentProcess): Promise<AgentProcess> {
    while (watched === undefined || watched.number === other?.number)
      await sleep(5, undefined, { signal }).catch(() => signal.throwIfAborted());
    return watched;
  },
};

beforeEach(async () => {
  watched = undefined;
  relay = await EndpointRelay.start(processes, { holdMs: 300 });
});
afterEach(async () => {
  await relay.close();
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

it('hands on a request and its answer as they are', async () => {
  await comesUp(1, (request, response) => {
    void text(request).then((body) => {
      response.writeHead(418, { 'x-mark': 'yes' });
      response.end(`${request.method} ${request.url} ${body} ${request.headers.host === watched!.url.host}`);
    });
  });
  const answer = await fetch(`${relay.url}/exact?seconds=3`, { method: 'POST', body: 'abc' });
  expect(await answer.text()).toBe('POST /debug/heap/exact?seconds=3 abc true');
  expect(answer.status).toBe(418);
  expect(answer.headers.get('x-mark')).toBe('yes');
});

it('holds a request until a process is there, and gives it to the next when one is gone', async () => {
  const early = fetch(relay.url).then((answer) => answer.text());
  await sleep(50);
  await comesUp(1, (request) => request.socket.destroy());
  await sleep(50);
  await comesUp(2, (_request, response) => response.end('second'));
  expect(await early).toBe('second');
});

it('says that nobody is there, after a while', async () => {
  const answer = await fetch(relay.url);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('x-go-pprof')).toBe('1');
  expect(await answer.text()).toBe('no process of the program answers\n');
});

it('cuts off an answer that was cut off', async () => {
  await comesUp(1, (_request, response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('half');
    setTimeout(() => response.destroy(), 20);
  });
  await expect(fetch(relay.url).then((answer) => answer.text())).rejects.toThrow();
});

it('lets go of a process when nobody waits any more', async () => {
  const left = new Promise<void>((resolve) => {
    void comesUp(1, (_request, response) => response.once('close', resolve));
  });
  await expect(fetch(relay.url, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/timeout/);
  await left;
});

it('asks nobody else, whatever stands in the request', async () => {
  const { port: elsewhere } = (
    await comesUp(1, (_request, response) => response.end('elsewhere'))
  ).address() as AddressInfo;
  await comesUp(2, (request, response) => response.end(`asked for ${request.url}`));
  const { host, port } = new URL(relay.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(`GET http://127.0.0.1:${elsewhere}/x HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  expect(await text(socket)).toContain(`asked for http://127.0.0.1:${elsewhere}/x`);
});

it('refuses another name, and what is too much to hand on', async () => {
  let asked = 0;
  await comesUp(1, (_request, response) => {
    asked++;
    response.end('ok');
  });
  const { port } = new URL(relay.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.end('GET /debug/heap HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n');
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 403 /);
  const long = await fetch(relay.url, { method: 'POST', body: 'x'.repeat(70_000) });
  expect(long.status).toBe(413);
  expect(asked).toBe(0);
});
