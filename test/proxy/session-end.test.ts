import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Program } from '../support/child-program.js';
import { send } from './http-client.js';
import {
  type FakeUpstream,
  startApp,
  startFakeUpstream,
  trackedSessions,
  waitFor,
} from './proxy-under-test.js';

const INITIALIZE = '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}';
const CALL = '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{}}';

let upstream: FakeUpstream;
let proxy: Program;

beforeAll(async () => {
  upstream = await startFakeUpstream();
  proxy = await startApp('fixed-proxy', { UPSTREAM: upstream.origin });
});

/** Two ids that no test has used before: one that has ended is refused for a while. */
let first = '';
let second = '';
let ids = 0;

beforeEach(() => {
  first = `s-${(ids += 1)}`;
  second = `s-${(ids += 1)}`;
});

afterEach(async () => {
  upstream.answer = (_, response) => response.writeHead(404).end();
  for (const id of [first, second]) await send(proxy.url, { headers: { 'Mcp-Session-Id': id } });
  expect(await trackedSessions(proxy.url)).toBe(0);
});

afterAll(async () => {
  await proxy.stop();
  await upstream.close();
});

async function begin(id: string): Promise<void> {
  upstream.answer = (_, response) => response.setHeader('Mcp-Session-Id', id).end('{}');
  await send(proxy.url, { method: 'POST', body: [INITIALIZE] });
}

function answerWith(status: number, headers: Record<string, string> = {}): void {
  upstream.answer = (_, response) => response.writeHead(status, headers).end();
}

describe('a session', () => {
  it('begins with the answer to initialize and no other', async () => {
    upstream.answer = (_, response) => response.setHeader('Mcp-Session-Id', first).end('{}');
    await send(proxy.url, { method: 'POST', body: [CALL] });
    await send(proxy.url);
    await send(proxy.url, { method: 'POST', headers: { 'Mcp-Session-Id': second }, body: [CALL] });
    expect(await trackedSessions(proxy.url)).toBe(0);
    await send(proxy.url, { method: 'POST', body: [INITIALIZE] });
    expect(await trackedSessions(proxy.url)).toBe(1);
  });

  it('begins when initialize arrives in pieces', async () => {
    upstream.answer = (_, response) => response.setHeader('Mcp-Session-Id', first).end('{}');
    await send(proxy.url, { method: 'POST', body: INITIALIZE.split(/(?<=[:,])/) });
    expect(await trackedSessions(proxy.url)).toBe(1);
  });

  it.each([
    { answer: 200, header: 'its own', left: 0 },
    { answer: 204, header: 'its own', left: 0 },
    { answer: 404, header: 'its own', left: 0 },
    { answer: 500, header: 'its own', left: 1 },
    { answer: 405, header: 'its own', left: 1 },
    { answer: 200, header: undefined, left: 1 },
    { answer: 200, header: 'unknown', left: 1 },
    { answer: 404, header: 'unknown', left: 1 },
  ])('after DELETE of $header id answered $answer: $left left', async ({ answer, header, left }) => {
    await begin(first);
    answerWith(answer);
    const headers: Record<string, string> =
      header === undefined ? {} : { 'Mcp-Session-Id': header === 'its own' ? first : header };
    const { status } = await send(proxy.url, { method: 'DELETE', headers });
    expect(status).toBe(answer);
    expect(await trackedSessions(proxy.url)).toBe(left);
  });

  it.each(['GET', 'POST'])('ends with a 404 to its %s, and no other does', async (method) => {
    await begin(first);
    await begin(second);
    answerWith(404);
    await send(proxy.url, { method, headers: { 'Mcp-Session-Id': first } });
    expect(await trackedSessions(proxy.url)).toBe(1);
  });

  it('stays ended when the answer to DELETE repeats its id', async () => {
    await begin(first);
    answerWith(200, { 'Mcp-Session-Id': first });
    await send(proxy.url, { method: 'DELETE', headers: { 'Mcp-Session-Id': first } });
    expect(await trackedSessions(proxy.url)).toBe(0);
  });

  it('is not brought back by an answer that comes after its DELETE', async () => {
    await begin(first);
    const held: ServerResponse[] = [];
    upstream.answer = (request, response) => {
      response.setHeader('Mcp-Session-Id', first);
      if (request.method === 'DELETE') response.end();
      else held.push(response);
    };
    const headers = { 'Mcp-Session-Id': first };
    const late = [
      send(proxy.url, { method: 'POST', headers, body: [CALL] }),
      send(proxy.url, { method: 'POST', headers, body: [INITIALIZE] }),
      send(proxy.url, { headers }),
    ];
    await waitFor('three requests upstream', () => held.length === 3);
    await send(proxy.url, { method: 'DELETE', headers });
    expect(await trackedSessions(proxy.url)).toBe(0);
    for (const response of held) response.setHeader('Content-Type', 'text/event-stream').end('data: 1\n\n');
    const statuses = (await Promise.all(late)).map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 200]);
    expect(await trackedSessions(proxy.url)).toBe(0);
  });
});
