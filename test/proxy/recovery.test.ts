import { type Proxy, type ProxyOptions, SessionTable, startProxy } from '@heaptide/proxy';
import type { LookupAddress } from 'node:dns';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeMcpServer } from './fake-mcp-server.js';
import { type Answer, send } from './http-client.js';
import { waitFor } from './proxy-under-test.js';

const INITIALIZE = '{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18"}}';

const cleanUps: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function startServer(options: { host?: string; port?: number } = {}): Promise<FakeMcpServer> {
  const server = await FakeMcpServer.start(options);
  cleanUps.push(() => server.stop());
  return server;
}

async function proxyTo(url: string, options: Partial<ProxyOptions> = {}): Promise<Proxy> {
  const proxy = await startProxy({ upstream: new URL(url), port: 0, closeTimeoutMs: 1_000, ...options });
  cleanUps.push(() => proxy.close());
  return proxy;
}

/** A client of the proxy with the session that its initialize began. */
class Client {
  readonly #url: string;
  id = '';

  constructor(proxy: Proxy) {
    this.#url = `${proxy.url}/mcp`;
  }

  static async begin(proxy: Proxy, headers: Record<string, string> = {}): Promise<Client> {
    const client = new Client(proxy);
    const answer = await client.post(INITIALIZE, headers);
    client.id = String(answer.headers['mcp-session-id']);
    await client.post('{"jsonrpc":"2.0","method":"notifications/initialized"}');
    return client;
  }

  post(body: string, headers: Record<string, string> = {}): Promise<Answer> {
    return send(this.#url, { method: 'POST', headers: { ...this.#headers, ...headers }, body: [body] });
  }

  call(number: number): Promise<Answer> {
    return this.post(`{"jsonrpc":"2.0","id":${number},"method":"tools/call","params":{}}`);
  }

  delete(): Promise<Answer> {
    return send(this.#url, { method: 'DELETE', headers: this.#headers });
  }

  get #headers(): Record<string, string> {
    return this.id === '' ? {} : { 'Mcp-Session-Id': this.id };
  }
}

/** A resolver for which the upstream's name stands for `addresses`, the first of them first. */
function resolverOf(addresses: string[]): NonNullable<ProxyOptions['lookup']> {
  return (_hostname, options, callback) => {
    const all: LookupAddress[] = addresses.map((address) => ({ address, family: 4 }));
    if (options.all === true) callback(null, all);
    else callback(null, all[0]!.address, 4);
  };
}

/** Two servers at two addresses with one port, as the pods of one service. */
async function startPair() {
  const first = await startServer({ host: '127.0.0.1' });
  const second = await startServer({ host: '127.0.0.2', port: first.port });
  const addresses = ['127.0.0.1', '127.0.0.2'];
  const proxy = await proxyTo(`http://mcp.test:${first.port}/mcp`, { lookup: resolverOf(addresses) });
  return { first, second, addresses, proxy };
}

describe('R1: the requests of a session', () => {
  it('go to the address that its initialize went to, whatever the name stands for since', async () => {
    const { first, second, addresses, proxy } = await startPair();
    const one = await Client.begin(proxy);
    addresses.reverse();
    // Another connection is needed for the name to be resolved again.
    first.intercept = (_, response) => {
      response.setHeader('Connection', 'close');
      return false;
    };
    await one.call(1);
    first.intercept = undefined;
    const other = await Client.begin(proxy);
    expect((await one.call(2)).body.toString()).toContain('"host":"127.0.0.1"');
    expect((await other.call(2)).body.toString()).toContain('"host":"127.0.0.2"');
    expect(first.methods().filter((method) => method === 'initialize')).toHaveLength(1);
    expect(second.methods().filter((method) => method === 'initialize')).toHaveLength(1);
  });
});

describe('R2: a session that the upstream has lost', () => {
  it('is begun anew behind its client: initialize, initialized, then the request itself', async () => {
    const server = await startServer();
    const proxy = await proxyTo(server.url);
    const client = await Client.begin(proxy);
    server.sessions.clear();
    server.seen.length = 0;
    const answer = await client.call(7);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ id: 7 });
    expect(server.methods()).toEqual(['tools/call', 'initialize', 'notifications/initialized', 'tools/call']);
    const [lost, initialize, initialized, replayed] = server.seen;
    expect(initialize!.body).toBe(INITIALIZE);
    expect(initialize!.headers['mcp-session-id']).toBeUndefined();
    expect(initialized!.headers['mcp-session-id']).toBe([...server.sessions][0]);
    expect(replayed!.headers['mcp-session-id']).toBe([...server.sessions][0]);
    expect(replayed!.body).toBe(lost!.body);
    expect(proxy.counts().recovery).toEqual({ recovered: 1, failed: 0 });
    expect(proxy.sessions.size).toBe(1);
  });

  it('is left to its client where recovery is off', async () => {
    const server = await startServer();
    const proxy = await proxyTo(server.url, { recovery: false });
    const client = await Client.begin(proxy);
    server.sessions.clear();
    expect((await client.call(1)).status).toBe(404);
    expect(proxy.sessions.size).toBe(0);
  });
});

describe('S3: a 404 that recovery does not heal', () => {
  it.each([
    ['initialize is refused', { status: 503 }],
    ['initialize brings no id', { status: 200 }],
  ])('drops the session and reaches the client as it came: %s', async (_, { status }) => {
    const server = await startServer();
    const proxy = await proxyTo(server.url);
    const client = await Client.begin(proxy);
    server.sessions.clear();
    server.intercept = ({ rpc }, response) => {
      if (rpc === 'initialize') response.writeHead(status).end();
      return rpc === 'initialize';
    };
    const answer = await client.call(1);
    expect(answer.status).toBe(404);
    expect(answer.body.toString()).toBe(
      '{"jsonrpc":"2.0","error":{"code":-32001,"message":"Session not found"}}',
    );
    expect(proxy.sessions.size).toBe(0);
    expect(proxy.counts().recovery).toEqual({ recovered: 0, failed: 1 });
  });

  it('leaves the session alone where it is about another path', async () => {
    const server = await startServer();
    const proxy = await proxyTo(server.url);
    const client = await Client.begin(proxy);
    server.intercept = ({ url }, response) => {
      if (url === '/other') response.writeHead(404).end('no such page');
      return url === '/other';
    };
    const headers = { 'Mcp-Session-Id': client.id };
    const answer = await send(`${proxy.url}/other`, { headers });
    expect(answer.body.toString()).toBe('no such page');
    expect(proxy.sessions.size).toBe(1);
    expect(server.methods()).not.toContain('DELETE');
    expect(server.methods().filter((method) => method === 'initialize')).toHaveLength(1);
  });
});

describe('R3: a session whose address is gone', () => {
  it('is begun anew at another one', async () => {
    const { first, second, addresses, proxy } = await startPair();
    const client = await Client.begin(proxy);
    await first.stop();
    addresses.reverse();
    const answer = await client.call(3);
    expect(answer.body.toString()).toContain('"host":"127.0.0.2"');
    expect(second.methods()).toEqual(['initialize', 'notifications/initialized', 'tools/call']);
    await client.call(4);
    expect(second.methods().at(-1)).toBe('tools/call');
    expect(second.methods().filter((method) => method === 'initialize')).toHaveLength(1);
  });
});

describe('R4: initialize', () => {
  it('loses a stale id on its way and begins a session', async () => {
    const server = await startServer();
    const proxy = await proxyTo(server.url);
    const client = await Client.begin(proxy);
    const stale = client.id;
    const answer = await client.post(INITIALIZE);
    expect(answer.status).toBe(200);
    expect(answer.headers['mcp-session-id']).not.toBe(stale);
    const sent = server.seen.filter(({ rpc }) => rpc === 'initialize');
    expect(sent).toHaveLength(2);
    expect(sent.every(({ headers }) => headers['mcp-session-id'] === undefined)).toBe(true);
  });

  it('is sent once, also where it is answered 404', async () => {
    const server = await startServer();
    const proxy = await proxyTo(server.url);
    server.intercept = (_, response) => {
      response.writeHead(404).end();
      return true;
    };
    expect((await new Client(proxy).post(INITIALIZE)).status).toBe(404);
    expect(server.methods()).toEqual(['initialize']);
  });
});

describe('R5: after a recovery', () => {
  it('the client goes on seeing its own id, on every answer, and the proxy keeps one session', async () => {
    const server = await startServer();
    const proxy = await proxyTo(server.url);
    const client = await Client.begin(proxy);
    server.sessions.clear();
    for (let number = 1; number <= 5; number += 1) {
      expect((await client.call(number)).headers['mcp-session-id']).toBe(client.id);
    }
    const stream = await openStream(proxy, client.id);
    expect(stream.headers['mcp-session-id']).toBe(client.id);
    stream.destroy();
    expect(proxy.sessions.size).toBe(1);
    expect(server.sessions.size).toBe(1);
  });

  it('DELETE ends the session at the upstream, and here', async () => {
    const server = await startServer();
    const proxy = await proxyTo(server.url);
    const client = await Client.begin(proxy);
    server.sessions.clear();
    await client.call(1);
    expect((await client.delete()).status).toBe(200);
    expect(server.sessions.size).toBe(0);
    expect(proxy.sessions.size).toBe(0);
  });
});

describe('R6: no side effect', () => {
  it('is repeated by a second recovery: nothing but initialize is ever sent again', async () => {
    const server = await startServer();
    const store = new SessionTable();
    const proxy = await proxyTo(server.url, { sessionStore: store });
    const client = await Client.begin(proxy);
    const executed: string[] = [];
    server.intercept = ({ rpc, body, headers }) => {
      if (rpc === 'tools/call' && server.sessions.has(String(headers['mcp-session-id']))) executed.push(body);
      return false;
    };
    for (let number = 1; number <= 3; number += 1) {
      server.sessions.clear();
      await client.call(number);
    }
    expect(executed).toHaveLength(new Set(executed).size);
    const replayed = server.seen.filter(({ rpc }) => rpc === 'initialize').map(({ body }) => body);
    expect(new Set(replayed)).toEqual(new Set([INITIALIZE]));
  });
});

describe('R7: recovery', () => {
  it('runs once for requests that find the session lost at the same time', async () => {
    const server = await startServer();
    const proxy = await proxyTo(server.url);
    const client = await Client.begin(proxy);
    server.sessions.clear();
    server.seen.length = 0;
    const answers = await Promise.all(Array.from({ length: 20 }, (_, number) => client.call(number + 1)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(answers.map(({ body }) => (JSON.parse(body.toString()) as { id: number }).id)).toEqual(
      Array.from({ length: 20 }, (_, number) => number + 1),
    );
    const sent = server.methods();
    expect(sent.filter((method) => method === 'initialize')).toHaveLength(1);
    expect(sent.filter((method) => method === 'notifications/initialized')).toHaveLength(1);
    expect(server.sessions.size).toBe(1);
  });

  it('runs no more than once in ten seconds for a session', async () => {
    const server = await startServer();
    const proxy = await proxyTo(server.url);
    const client = await Client.begin(proxy);
    server.sessions.clear();
    expect((await client.call(1)).status).toBe(200);
    server.sessions.clear();
    expect((await client.call(2)).status).toBe(404);
    expect(proxy.sessions.size).toBe(0);
  });

  it('leaves no session standing whose initialized was refused', async () => {
    const server = await startServer();
    const proxy = await proxyTo(server.url);
    const client = await Client.begin(proxy);
    server.sessions.clear();
    server.intercept = ({ rpc }, response) => {
      if (rpc === 'notifications/initialized') response.writeHead(500).end();
      return rpc === 'notifications/initialized';
    };
    expect((await client.call(1)).status).toBe(404);
    await waitFor('the new session to be ended', () => server.sessions.size === 0);
  });

  it('sends initialize in the name of the client that asked: its credentials go along', async () => {
    const server = await startServer();
    const proxy = await proxyTo(server.url);
    const client = await Client.begin(proxy, { Authorization: 'Bearer early' });
    server.sessions.clear();
    server.seen.length = 0;
    await client.post('{"jsonrpc":"2.0","id":1,"method":"tools/list"}', { Authorization: 'Bearer late' });
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(Array(4).fill('Bearer late'));
  });

  it('is not tried for a body that was too large to be held', async () => {
    const server = await startServer();
    const proxy = await proxyTo(server.url);
    const client = await Client.begin(proxy);
    server.sessions.clear();
    const large = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":"${'x'.repeat(100_000)}"}`;
    expect((await client.post(large)).status).toBe(404);
    expect(server.methods().filter((method) => method === 'initialize')).toHaveLength(1);
  });
});

describe('R8: the stream of a session', () => {
  it('passes Last-Event-ID on, and drops it where a new upstream session cannot know it', async () => {
    const server = await startServer();
    const proxy = await proxyTo(server.url);
    const client = await Client.begin(proxy);
    (await openStream(proxy, client.id, { 'Last-Event-ID': 'e-1' })).destroy();
    expect(server.seen.at(-1)!.headers['last-event-id']).toBe('e-1');
    server.sessions.clear();
    (await openStream(proxy, client.id, { 'Last-Event-ID': 'e-2' })).destroy();
    expect(server.methods().slice(-4)).toEqual(['GET', 'initialize', 'notifications/initialized', 'GET']);
    expect(server.seen.at(-1)!.headers['last-event-id']).toBeUndefined();
    // The stream that is open now has ids that the new session does know.
    (await openStream(proxy, client.id, { 'Last-Event-ID': 'e-3' })).destroy();
    expect(server.seen.at(-1)!.headers['last-event-id']).toBe('e-3');
  });

  it('drops it as well where another request had the session begun anew before', async () => {
    const server = await startServer();
    const proxy = await proxyTo(server.url);
    const client = await Client.begin(proxy);
    server.sessions.clear();
    await client.call(1);
    (await openStream(proxy, client.id, { 'Last-Event-ID': 'e-2' })).destroy();
    expect(server.seen.at(-1)!.headers['last-event-id']).toBeUndefined();
  });
});

function openStream(
  proxy: Proxy,
  id: string,
  headers: Record<string, string> = {},
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpRequest(`${proxy.url}/mcp`, { agent: false, headers: { 'Mcp-Session-Id': id, ...headers } })
      .on('response', (answer) => {
        answer.on('error', () => undefined);
        resolve(answer);
      })
      .on('error', reject)
      .end();
  });
}
