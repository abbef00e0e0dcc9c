import { type Proxy, type ProxyOptions, SessionTable, startProxy } from '@heaptide/proxy';
import { type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { send, sendRaw } from './http-client.js';
import { type FakeUpstream, startFakeUpstream, waitFor } from './proxy-under-test.js';

const CALL = '{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{}}';
const INITIALIZE = '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{}}';

let upstream: FakeUpstream;
/** Requests that reached the upstream. */
let seen: IncomingMessage[];
const proxies: Proxy[] = [];

beforeEach(async () => {
  upstream = await startFakeUpstream();
  seen = [];
  upstream.answer = (request, response) => {
    seen.push(request);
    response.end('ok');
  };
});

afterEach(async () => {
  for (const proxy of proxies.splice(0)) await proxy.close();
  await upstream.close();
});

async function start(options: Partial<ProxyOptions> = {}): Promise<Proxy> {
  const proxy = await startProxy({
    upstream: new URL(upstream.origin),
    port: 0,
    closeTimeoutMs: 500,
    ...options,
  });
  proxies.push(proxy);
  return proxy;
}

function post(url: string, body = CALL, headers: Record<string, string> = {}) {
  const length = { 'Content-Length': String(Buffer.byteLength(body)) };
  return send(url, { method: 'POST', headers: { ...length, ...headers }, body: [body] });
}

describe('H1: the headers by which proxies speak of themselves', () => {
  const claims = {
    'X-Forwarded-For': '6.6.6.6',
    'X-Forwarded-Host': 'evil.test',
    'X-Forwarded-Proto': 'https',
    Forwarded: 'for=6.6.6.6',
  };

  it('of any client are replaced', async () => {
    const proxy = await start();
    await send(proxy.url, { headers: claims });
    expect(seen[0]!.headers).toMatchObject({
      host: new URL(upstream.origin).host,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': new URL(proxy.url).host,
      'x-forwarded-proto': 'http',
    });
    expect(seen[0]!.headers.forwarded).toBeUndefined();
  });

  it('of a trusted proxy are believed, and added to', async () => {
    const proxy = await start({ trustedProxies: ['loopback'] });
    await send(proxy.url, { headers: claims });
    expect(seen[0]!.headers).toMatchObject({
      'x-forwarded-for': '6.6.6.6, 127.0.0.1',
      'x-forwarded-host': 'evil.test',
      'x-forwarded-proto': 'https',
      forwarded: 'for=6.6.6.6',
    });
  });

  it('do not tell a remote server the name of this proxy', async () => {
    const proxy = await start({ remote: true });
    await send(proxy.url, { headers: claims });
    expect(seen[0]!.headers['x-forwarded-host']).toBeUndefined();
    expect(seen[0]!.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' });
  });
});

describe('H2: a redirect', () => {
  it.each([301, 302, 307, 308])(
    'of %i within the upstream is followed, method and body kept',
    async (status) => {
      const bodies: string[] = [];
      upstream.answer = (request, response) => {
        seen.push(request);
        let body = '';
        request.on('data', (chunk: Buffer) => (body += chunk.toString()));
        request.on('end', () => {
          bodies.push(body);
          if (request.url === '/mcp') response.writeHead(status, { Location: '/mcp/' }).end('moved');
          else response.end('here');
        });
      };
      const proxy = await start();
      const answer = await post(`${proxy.url}/mcp`);
      expect(answer.status).toBe(200);
      expect(answer.body.toString()).toBe('here');
      expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /mcp', 'POST /mcp/']);
      expect(bodies).toEqual([CALL, CALL]);
    },
  );

  it('to another host, or to nowhere, is the client\u2019s to follow', async () => {
    const proxy = await start();
    for (const headers of [{ Location: 'http://other.test/mcp' }, {}]) {
      upstream.answer = (_, response) => response.writeHead(307, headers).end();
      const answer = await post(`${proxy.url}/mcp`);
      expect(answer.status).toBe(307);
      expect(answer.headers.location).toBe(headers.Location);
    }
  });

  it('without end is followed ten times', async () => {
    let asked = 0;
    upstream.answer = (_, response) => {
      asked += 1;
      response.writeHead(302, { Location: `/hop/${asked}` }).end();
    };
    const proxy = await start();
    const answer = await post(`${proxy.url}/mcp`);
    expect(answer.status).toBe(302);
    expect(asked).toBe(11);
  });
});

describe('H3: the URL of a remote upstream', () => {
  it('gives its path to every request, and its query comes first, as it is written', async () => {
    const proxy = await start({
      upstream: new URL(`${upstream.origin}/base/mcp?key=a,b%20c`),
      remote: true,
    });
    await send(`${proxy.url}/mcp?x=1`);
    expect(seen[0]!.url).toBe('/base/mcp?key=a,b%20c&x=1');
  });
});

describe('H5: a batch', () => {
  it.each([
    ['with an initialize', `[${INITIALIZE}]`, 'application/json'],
    ['of calls, after space', ` \n[${CALL},${CALL}]`, 'application/json'],
    ['of another type', '[1]', 'text/plain'],
  ])('is refused %s', async (_, body, type) => {
    const proxy = await start();
    const answer = await post(proxy.url, body, { 'Content-Type': type });
    expect(answer.status).toBe(400);
    const error = JSON.parse(answer.body.toString()) as { error: { code: number } };
    expect(error.error.code).toBe(-32600);
    expect(error).not.toHaveProperty('id');
    expect(seen).toEqual([]);
  });

  it('passes where it is allowed', async () => {
    const proxy = await start({ allowBatches: true });
    expect((await post(proxy.url, `[${CALL}]`)).status).toBe(200);
    expect(seen).toHaveLength(1);
  });
});

describe('H8: the endpoint of a legacy server', () => {
  async function readStream(proxy: Proxy, headers: Record<string, string> = {}) {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      httpRequest(`${proxy.url}/sse`, { agent: false, headers })
        .on('response', resolve)
        .on('error', reject)
        .end();
    });
    let text = '';
    answer.on('error', () => undefined).on('data', (chunk: Buffer) => (text += chunk.toString()));
    return { answer, text: () => text };
  }

  function announce(url: string, more = ''): void {
    upstream.answer = (request, response) => {
      seen.push(request);
      if (request.method === 'POST') {
        response.writeHead(202).end();
        return;
      }
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(`event: endpoint\ndata: ${url}\n\n${more}`);
    };
  }

  it('comes with the prefix that clients reach this proxy under, and no other event is changed', async () => {
    announce('/messages?sessionId=abc', 'event: message\ndata: /messages\n\n');
    const proxy = await start({ endpointPrefix: '/tools' });
    const stream = await readStream(proxy);
    const expected =
      'event: endpoint\ndata: /tools/messages?sessionId=abc\n\nevent: message\ndata: /messages\n\n';
    await waitFor('both events', () => stream.text().length >= expected.length);
    expect(stream.text()).toBe(expected);
    stream.answer.destroy();
  });

  it('comes with a trusted proxy\u2019s prefix, and with nobody else\u2019s', async () => {
    announce('/messages?sessionId=abc');
    const headers = { 'X-Forwarded-Prefix': '/outer' };
    for (const [trustedProxies, url] of [
      [['loopback'], '/outer/messages?sessionId=abc'],
      [[], '/messages?sessionId=abc'],
    ] as const) {
      const proxy = await start({ trustedProxies });
      const stream = await readStream(proxy, headers);
      await waitFor('the event', () => stream.text().endsWith('\n\n'));
      expect(stream.text()).toContain(`data: ${url}\n`);
      stream.answer.destroy();
    }
  });

  it('S12: names a session, which lives as long as its stream and is found again by its query', async () => {
    announce('/messages?sessionId=abc-1');
    const proxy = await start();
    const stream = await readStream(proxy);
    await waitFor('the session', () => proxy.sessions.size === 1);
    expect((await post(`${proxy.url}/messages?sessionId=abc-1`)).status).toBe(202);
    stream.answer.destroy();
    await waitFor('the session to end', () => proxy.sessions.size === 0);
  });

  it('S12: is not looked for in any other event', async () => {
    upstream.answer = (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write('data: sessionId=ABC123\n\nevent: endpoint\ndata: /m?sessionId=late\n\n');
    };
    const proxy = await start();
    const stream = await readStream(proxy);
    await waitFor('the events', () => stream.text().includes('late'));
    expect(proxy.sessions.size).toBe(0);
    stream.answer.destroy();
  });
});

describe('H9: connections to the upstream', () => {
  it('are kept, as many as were busy at once, and used again', async () => {
    const sockets = new Set<unknown>();
    const busy: ServerResponse[] = [];
    upstream.answer = (request, response) => {
      sockets.add(request.socket);
      if (busy.push(response) === 20) for (const each of busy.splice(0)) each.end('ok');
    };
    const proxy = await start();
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(Array.from({ length: 20 }, () => send(proxy.url)));
    }
    expect(sockets.size).toBe(20);
    expect(proxy.counts().upstreamConnections).toBe(20);
  });

  it('are let go before the upstream, by its own word, would close them', async () => {
    upstream.answer = (_, response) => {
      response.setHeader('Keep-Alive', 'timeout=2').setHeader('Connection', 'keep-alive').end('ok');
    };
    const proxy = await start();
    await send(proxy.url);
    expect(proxy.counts().upstreamConnections).toBe(1);
    await waitFor('the idle connection to go', () => proxy.counts().upstreamConnections === 0);
  });
});

describe('H10: another protocol', () => {
  it('a WebSocket is refused in so many words; an offer of HTTP/2 is left unused', async () => {
    const proxy = await start();
    const upgrade = (protocol: string) =>
      sendRaw(
        proxy.url,
        `GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`,
      );
    expect(await upgrade('websocket')).toMatch(/^HTTP\/1\.1 501 /);
    expect(seen).toEqual([]);
    expect(await upgrade('h2c')).toMatch(/^HTTP\/1\.1 200 /);
    expect(seen[0]!.headers.upgrade).toBeUndefined();
    expect(await sendRaw(proxy.url, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')).toMatch(/^HTTP\/1\.1 505 /);
    expect(await sendRaw(proxy.url, 'CONNECT a:1 HTTP/1.1\r\nHost: localhost\r\n\r\n')).toMatch(/ 501 /);
  });
});

describe('P1: without sessions', () => {
  it.each([
    ['GET', { 'MCP-Protocol-Version': '2026-07-28' }, false, 405],
    ['HEAD', { 'MCP-Protocol-Version': '2026-07-28' }, false, 405],
    ['DELETE', { 'MCP-Protocol-Version': '2026-07-28' }, false, 405],
    ['POST', { 'MCP-Protocol-Version': '2026-07-28' }, false, 200],
    ['OPTIONS', { 'MCP-Protocol-Version': '2026-07-28' }, false, 200],
    ['GET', { 'MCP-Protocol-Version': '2025-06-18' }, false, 200],
    ['GET', {}, false, 200],
    ['GET', {}, true, 405],
    ['DELETE', {}, true, 405],
    ['POST', {}, true, 200],
  ])('%s with %o, stateless %s: %i', async (method, headers, stateless, status) => {
    const proxy = await start({ stateless });
    const body = method === 'POST' ? [CALL] : [];
    const answer = await send(proxy.url, { method, headers: headers as Record<string, string>, body });
    expect(answer.status).toBe(status);
    if (status === 405) expect(answer.headers.allow).toBe('POST, OPTIONS');
    expect(seen).toHaveLength(status === 405 ? 0 : 1);
  });
});

describe('P2: headers that contradict each other', () => {
  it('are refused: several protocol versions, several session ids', async () => {
    const proxy = await start();
    for (const name of ['MCP-Protocol-Version', 'Mcp-Session-Id']) {
      const answer = await sendRaw(
        proxy.url,
        `GET / HTTP/1.1\r\nHost: localhost\r\n${name}: a\r\n${name}: b\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    }
    expect(seen).toEqual([]);
  });

  it('Mcp-Method against the body: the server\u2019s to judge, unless asked for', async () => {
    const headers = { 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'tools/list' };
    expect((await post((await start()).url, CALL, headers)).status).toBe(200);
    const checked = await post((await start({ checkHeaders: true })).url, CALL, headers);
    expect(checked.status).toBe(400);
    expect(checked.body.toString()).toContain('-32020');
    expect(seen).toHaveLength(1);
  });
});

describe('P3: a request that claims to be of the stateless era', () => {
  const claim = { 'MCP-Protocol-Version': '2026-07-28' };

  it('still ends its session with DELETE, and is still held against the table', async () => {
    upstream.answer = (_, response) => response.setHeader('Mcp-Session-Id', 's-1').end('{}');
    const proxy = await start({ refuseUnknownSessions: true });
    await post(proxy.url, INITIALIZE, claim);
    expect(proxy.sessions.size).toBe(1);
    const unknown = await post(proxy.url, CALL, { ...claim, 'Mcp-Session-Id': 'unknown' });
    expect(unknown.status).toBe(404);
    await send(proxy.url, { method: 'DELETE', headers: { ...claim, 'Mcp-Session-Id': 's-1' } });
    expect(proxy.sessions.size).toBe(0);
  });
});

describe('S8: an id that is not tracked', () => {
  it('is the upstream\u2019s to judge by default', async () => {
    const proxy = await start();
    expect((await post(proxy.url, CALL, { 'Mcp-Session-Id': 'unknown' })).status).toBe(200);
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['2', '2'],
    ['0', '0'],
    ['"a\\u0041"', '"a\\u0041"'],
    ['12345678901234567890', '12345678901234567890'],
    ['null', undefined],
    [undefined, undefined],
  ])('is answered 404 where that is wished, the id %s echoed as %s', async (id, echoed) => {
    const proxy = await start({ refuseUnknownSessions: true });
    const body = `{"jsonrpc":"2.0",${id === undefined ? '' : `"id":${id},`}"method":"tools/call"}`;
    const answer = await post(proxy.url, body, { 'Mcp-Session-Id': 'unknown' });
    expect(answer.status).toBe(404);
    const key = echoed === undefined ? '' : `"id":${echoed},`;
    expect(answer.body.toString()).toBe(
      `{"jsonrpc":"2.0",${key}"error":{"code":-32001,"message":"Session not found"}}`,
    );
    expect(seen).toEqual([]);
  });

  it.each(['GET', 'DELETE'])('is answered 404 without an id to %s', async (method) => {
    const proxy = await start({ refuseUnknownSessions: true });
    const answer = await send(proxy.url, { method, headers: { 'Mcp-Session-Id': 'unknown' } });
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.body.toString())).not.toHaveProperty('id');
  });
});

describe('S11: the store of sessions', () => {
  it('is asked once a request, and not at all for one without a session', async () => {
    const asked: string[] = [];
    class WatchedTable extends SessionTable {
      override find(id: string) {
        asked.push(id);
        return super.find(id);
      }
    }
    const proxy = await start({ sessionStore: new WatchedTable() });
    upstream.answer = (_, response) => response.setHeader('Mcp-Session-Id', 's-1').end('{}');
    await post(proxy.url, INITIALIZE);
    await send(proxy.url);
    expect(asked).toEqual([]);
    const headers = { 'Mcp-Session-Id': 's-1' };
    await post(proxy.url, CALL, headers);
    await send(proxy.url, { headers });
    await send(proxy.url, { method: 'DELETE', headers });
    expect(asked).toEqual(['s-1', 's-1', 's-1']);
  });
});

describe('M1: the guards in front of a server that cannot see what is rewritten', () => {
  it.each([
    ['an Origin from elsewhere', { Origin: 'http://evil.test' }, 403],
    ['an Origin of loopback', { Origin: 'http://localhost:5173' }, 200],
    ['no Origin', {}, 200],
    ['a Host from elsewhere', { Host: 'evil.test' }, 403],
    ['a Host of loopback', { Host: 'localhost:1' }, 200],
  ])('%s', async (_, headers, status) => {
    const proxy = await start();
    const answer = await send(proxy.url, { headers: headers as Record<string, string> });
    expect(answer.status).toBe(status);
    expect(seen).toHaveLength(status === 200 ? 1 : 0);
    if (status === 403) expect(answer.body.toString()).toContain('-32600');
  });

  it('know the names that they are told', async () => {
    const proxy = await start({
      allowedHosts: ['mcp.example.com'],
      allowedOrigins: ['https://app.example.com'],
    });
    const ask = (headers: Record<string, string>) => send(proxy.url, { headers });
    expect((await ask({ Host: 'mcp.example.com', Origin: 'https://app.example.com' })).status).toBe(200);
    expect((await ask({ Host: 'mcp.example.com', Origin: 'http://localhost' })).status).toBe(403);
  });
});

describe('M2: configured headers', () => {
  it('are added and taken away', async () => {
    const proxy = await start({
      addHeaders: ['Authorization: Bearer ours', 'X-Team: tools'],
      stripHeaders: ['X-Debug'],
    });
    await send(proxy.url, { headers: { Authorization: 'Bearer theirs', 'X-Debug': '1', Cookie: 'a=1' } });
    expect(seen[0]!.headers).toMatchObject({
      authorization: 'Bearer ours',
      'x-team': 'tools',
      cookie: 'a=1',
    });
    expect(seen[0]!.headers['x-debug']).toBeUndefined();
    const anonymous = await start({ stripAuth: true });
    await send(anonymous.url, { headers: { Authorization: 'Bearer theirs', Cookie: 'a=1' } });
    expect(seen[1]!.headers.authorization).toBeUndefined();
    expect(seen[1]!.headers.cookie).toBeUndefined();
  });

  it('M3: those of tracing pass untouched', async () => {
    const proxy = await start();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await send(proxy.url, { headers: { traceparent, tracestate: 'a=b' } });
    expect(seen[0]!.headers).toMatchObject({ traceparent, tracestate: 'a=b' });
  });
});

describe('E1: pages of the proxy\u2019s own', () => {
  it('/health tells what to expect, /health/live that the process works, /metrics where to look', async () => {
    const proxy = await start();
    expect((await send(`${proxy.url}/health`)).status).toBe(200);
    expect(JSON.parse((await send(`${proxy.url}/health/live`)).body.toString())).toEqual({ status: 'alive' });
    const metrics = await send(`${proxy.url}/metrics`);
    expect(metrics.status).toBe(404);
    expect(metrics.body.toString()).toContain('--metrics-addr');
    // Only reading is the proxy's.
    await post(`${proxy.url}/health`);
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /health']);
  });
});

describe('E2: the resource document', () => {
  it('is the upstream\u2019s, unless the proxy is given one', async () => {
    const path = '/.well-known/oauth-protected-resource/mcp';
    await send(`${(await start()).url}${path}`);
    expect(seen).toHaveLength(1);
    const proxy = await start({ protectedResource: { resource: 'https://mcp.example.com' } });
    const answer = await send(`${proxy.url}${path}`);
    expect(JSON.parse(answer.body.toString())).toEqual({ resource: 'https://mcp.example.com' });
    expect(seen).toHaveLength(1);
  });
});

describe('E3: the watch over the upstream', () => {
  it('begins with the first answer to a POST, tells of a sick upstream, and goes on serving', async () => {
    let isSick = false;
    let pings = 0;
    upstream.answer = (request, response) => {
      if (request.method === 'GET') pings += 1;
      response
        .setHeader('Mcp-Session-Id', 's-1')
        .writeHead(isSick ? 500 : 200)
        .end('{}');
    };
    const proxy = await start({ healthIntervalMs: 20 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(pings).toBe(0);
    await post(`${proxy.url}/mcp`, INITIALIZE);
    await waitFor('a ping', () => pings > 0);
    expect(proxy.health().status).toBe('healthy');
    isSick = true;
    await waitFor('the upstream to be found sick', () => proxy.health().status === 'unhealthy');
    expect((await send(`${proxy.url}/health`)).status).toBe(503);
    expect((await send(`${proxy.url}/health/live`)).status).toBe(200);
    isSick = false;
    expect((await post(`${proxy.url}/mcp`)).status).toBe(200);
    await waitFor('the upstream to be found well', () => proxy.health().status === 'healthy');
  });
});

describe('E4: a 401 of the upstream', () => {
  it('passes unchanged, and is told of each time', async () => {
    let told = 0;
    upstream.answer = (_, response) => {
      response.writeHead(401, { 'WWW-Authenticate': 'Bearer resource_metadata="x"' }).end('no');
    };
    const proxy = await start({ events: { onUnauthorized: () => (told += 1) } });
    for (let round = 0; round < 2; round += 1) {
      const answer = await post(proxy.url);
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer resource_metadata="x"');
      expect(answer.body.toString()).toBe('no');
    }
    expect(told).toBe(2);
  });
});

describe('a client that has gone silent', () => {
  it('is let go when it has no request at hand for the keep-alive time', async () => {
    const proxy = await start({ keepAliveTimeoutMs: 200 });
    const { port } = new URL(proxy.url);
    const socket = connect(Number(port), '127.0.0.1');
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('data', () => undefined).write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await closed;
    await waitFor('the connection to be forgotten', () => proxy.counts().connections === 0);
  });
});
