import { afterEach, describe, expect, it } from 'vitest';
import { waitFor } from './proxy-under-test.js';
import { fuzzBothWays } from './reference/fuzz-both-ways.js';
import { HostileSetting } from './reference/hostile-setting.js';

const LIMITS = { headTimeoutMs: 500, requestTimeoutMs: 1_000, keepAliveTimeoutMs: 500 };
const HOST = 'Host: localhost\r\n';
const LOCAL = '127.0.0.1';

const setting = new HostileSetting();
afterEach(() => setting.end());

describe('X1: hostile input', () => {
  fuzzBothWays({ seed: 20_260_821, cases: 3_000 });
});

describe('H4: a body that is too large', () => {
  const limited = { ...LIMITS, maxBodyBytes: 1_000, requestTimeoutMs: 20_000 };

  it('by its Content-Length is refused before any of it has come, and goes no further', async () => {
    const upstream = await setting.strictUpstream();
    const client = setting.clientOf(await setting.proxyTo(upstream.origin, limited));
    client.socket.write(`POST / HTTP/1.1\r\n${HOST}Content-Length: 1001\r\n\r\n`);
    expect(await client.answer('POST')).toMatchObject({ status: 413, keepsAlive: false });
    expect(upstream.openConnections()).toBe(0);
  });

  it('in chunks is no request to the upstream, even where all of it comes at once', async () => {
    const upstream = await setting.strictUpstream();
    const proxy = await setting.proxyTo(upstream.origin, limited);
    // A kept connection, so that nothing stands between the body and the upstream.
    const first = setting.clientOf(proxy);
    first.socket.write(`PUT / HTTP/1.1\r\n${HOST}\r\n`);
    await first.answer('PUT');
    upstream.takeSeen(LOCAL);
    for (const method of ['POST', 'PUT']) {
      const client = setting.clientOf(proxy);
      const chunks = `3e8\r\n${'x'.repeat(1_000)}\r\n1\r\nx\r\n0\r\n\r\n`;
      client.socket.write(`${method} / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n${chunks}`);
      expect((await client.answer(method)).status).toBe(413);
    }
    await waitFor('the upstream to be left', () => upstream.openConnections() === 0);
    expect(upstream.takeSeen(LOCAL)).toEqual([]);
  });

  it('in chunks is cut off upstream when it gets there', async () => {
    const upstream = await setting.strictUpstream();
    const client = setting.clientOf(await setting.proxyTo(upstream.origin, limited));
    client.socket.write(
      `PUT / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n3e8\r\n${'x'.repeat(1_000)}\r\n`,
    );
    await waitFor('the request upstream', () => upstream.openConnections() === 1);
    client.socket.write('1\r\nx\r\n0\r\n\r\n');
    expect((await client.answer('PUT')).status).toBe(413);
    await waitFor('the upstream to be left', () => upstream.openConnections() === 0);
    expect(upstream.takeSeen(LOCAL)).toEqual([]);
  });

  it('of just the size passes', async () => {
    const upstream = await setting.strictUpstream();
    const client = setting.clientOf(await setting.proxyTo(upstream.origin, limited));
    const body = 'x'.repeat(1_000);
    client.socket.write(`PUT / HTTP/1.1\r\n${HOST}Content-Length: 1000\r\n\r\n${body}`);
    expect((await client.answer('PUT')).status).toBe(200);
    client.socket.write(
      `PUT / HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\n3e8\r\n${body}\r\n0\r\n\r\n`,
    );
    expect((await client.answer('PUT')).status).toBe(200);
    expect(upstream.takeSeen(LOCAL).map((request) => request.body.length)).toEqual([1_000, 1_000]);
  });
});

describe('a body that breaks off', () => {
  it.each([
    ['Content-Length', 'Content-Length: 100\r\n\r\nhello'],
    ['chunks', 'Transfer-Encoding: chunked\r\n\r\n64\r\nhello'],
    ['chunks, between two of them', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'],
  ])('is no shorter body to the upstream: %s', async (_, rest) => {
    const upstream = await setting.strictUpstream();
    const proxy = await setting.proxyTo(upstream.origin, { ...LIMITS, requestTimeoutMs: 20_000 });
    for (const leave of ['end', 'resetAndDestroy'] as const) {
      const client = setting.clientOf(proxy);
      client.socket.write(`PUT / HTTP/1.1\r\n${HOST}${rest}`);
      await waitFor('the request upstream', () => upstream.openConnections() === 1);
      client.socket[leave]();
      await waitFor('the upstream to be left', () => upstream.openConnections() === 0);
    }
    expect(upstream.takeSeen(LOCAL)).toEqual([]);
    expect(upstream.violations).toEqual([]);
  });

  it.each([
    ['Content-Length', 'HTTP/1.1', 'Content-Length: 100\r\n\r\nhello'],
    ['chunks', 'HTTP/1.1', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'],
    ['chunks, for a client that knows none', 'HTTP/1.0', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n'],
  ])('is no shorter body to the client: %s', async (_, version, rest) => {
    const origin = await setting.wildUpstream((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\n${rest}`);
      // Late enough for what came before to have been read: data and reset together are to a client like an end.
      setTimeout(() => socket.end(), 200);
    });
    const client = setting.clientOf(await setting.proxyTo(origin, LIMITS));
    client.socket.write(`GET / ${version}\r\n${HOST}\r\n`);
    await expect(client.answer()).rejects.toThrow('partial answer: HTTP/1.1 200 OK');
    expect(client.held.toString()).toContain('hello');
  });

  it('up to the end of a connection that is reset is no whole body to the client', async () => {
    const origin = await setting.wildUpstream((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\nhello');
      setTimeout(() => socket.resetAndDestroy(), 200);
    });
    const client = setting.clientOf(await setting.proxyTo(origin, LIMITS));
    client.socket.write(`GET / HTTP/1.1\r\n${HOST}\r\n`);
    expect(await client.ended()).toBe('broken');
  });
});
