import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, trackedSessions, waitFor } from '../proxy/proxy-under-test.js';
import type { Program } from '../support/child-program.js';
import { connectV1Client } from './connect-v1-client.js';
import { connectV2Client } from './connect-v2-client.js';
import type { ConnectClient, SdkClient } from './sdk-client.js';
import { serverStats } from './server-stats.js';

interface Served {
  readonly app: 'mcp-conformance-server' | 'mcp-stateless-server';
  readonly answer: 'json' | 'sse' | 'auto';
}

const SERVERS: readonly Served[] = [
  { app: 'mcp-conformance-server', answer: 'sse' },
  { app: 'mcp-conformance-server', answer: 'json' },
  { app: 'mcp-stateless-server', answer: 'auto' },
  { app: 'mcp-stateless-server', answer: 'sse' },
  { app: 'mcp-stateless-server', answer: 'json' },
];

const CLIENTS: readonly { readonly client: string; readonly connect: ConnectClient }[] = [
  { client: 'SDK v1', connect: connectV1Client },
  { client: 'SDK v2', connect: (url) => connectV2Client(url, 'default') },
  { client: 'SDK v2 in auto mode', connect: (url) => connectV2Client(url, 'auto') },
];

describe.each(SERVERS)('through the proxy to $app, answering in $answer', ({ app, answer }) => {
  const hasSessions = app === 'mcp-conformance-server';
  let server: Program;
  let proxy: Program;

  beforeAll(async () => {
    server = await startApp(app, { ANSWER: answer });
    proxy = await startApp('fixed-proxy', { UPSTREAM: server.url });
  });

  afterAll(async () => {
    await Promise.all([proxy.stop(), server.stop()]);
  });

  const stats = () => serverStats(server.url);

  describe.each(CLIENTS)('$client', ({ client: name, connect }) => {
    const era = name === 'SDK v2 in auto mode' && !hasSessions ? 'modern' : 'legacy';
    let client: SdkClient;

    beforeEach(async () => {
      client = await connect(proxy.url);
    });

    afterEach(async () => {
      expect(await trackedSessions(proxy.url)).toBe(hasSessions ? 1 : 0);
      await client.terminateSession();
      expect(await trackedSessions(proxy.url)).toBe(0);
      await client.close();
      await waitFor('no answer under way', async () => (await stats()).answersUnderWay === 0);
      if (hasSessions) expect((await stats()).sessions).toBe(0);
    });

    it(`connects in the ${era} era`, () => {
      expect(client.era).toBe(era);
      expect(client.sessionId !== undefined).toBe(hasSessions);
      const probe = name === 'SDK v2 in auto mode' ? [`POST server/discover ${hasSessions ? 400 : 200}`] : [];
      const handshake = ['POST initialize 200', 'POST notifications/initialized 202'];
      const opening = era === 'modern' ? probe : [...probe, ...handshake];
      expect(client.exchanges.slice(0, opening.length)).toEqual(opening);
    });

    it('lists tools and calls them', async () => {
      expect(await client.listTools()).toContain('echo');
      for (const message of ['caf\u00e9 \u{1f30a}', '\u6f6e\u6c50', 'x'.repeat(300_000)])
        expect(await client.callTool('echo', { message })).toBe(message);
    });

    it('keeps calls apart that are under way at once', async () => {
      const messages = Array.from({ length: 20 }, (_, index) => `message ${index}`);
      const answers = await Promise.all(messages.map((message) => client.callTool('echo', { message })));
      expect(answers).toEqual(messages);
    });

    it('gets the progress of a call', async () => {
      const seen: number[] = [];
      const onprogress = ({ progress }: { readonly progress: number }) => seen.push(progress);
      expect(await client.callTool('test_tool_with_progress', {}, { onprogress })).toBe('done');
      // In the modern era JSON has no room for it.
      expect(seen).toEqual(era === 'modern' && answer === 'json' ? [] : [0, 50, 100]);
    });

    it('cancels a call at the server', async () => {
      const { cancelled } = await stats();
      const abort = new AbortController();
      const call = client.callTool('wait_until_cancelled', {}, { signal: abort.signal });
      const rejected = expect(call).rejects.toThrow();
      await waitFor('the call at the server', async () => (await stats()).waiting === 1);
      abort.abort();
      await rejected;
      if (!hasSessions && era === 'legacy') {
        // Without a session nothing ties the cancellation to the call: it ends with the connection.
        await waitFor(
          'the cancellation',
          () => client.exchanges.at(-1) === 'POST notifications/cancelled 202',
        );
        expect(await stats()).toMatchObject({ waiting: 1, cancelled });
        await client.close();
      }
      await waitFor('the end of the call', async () => (await stats()).waiting === 0);
      expect((await stats()).cancelled).toBe(cancelled + 1);
    });

    it('hears of what it has not asked for, where there is a stream for it', async () => {
      const subscription = await client.listen();
      await client.callTool('announce_tools');
      if (hasSessions || era === 'modern') {
        await waitFor('the news', () => client.toolsChanged() === 1);
        expect(client.exchanges).toContain(hasSessions ? 'GET 200' : 'POST subscriptions/listen 200');
      } else {
        await waitFor('no to its stream', () => client.exchanges.includes('GET 405'));
        expect(client.toolsChanged()).toBe(0);
      }
      await subscription?.close();
      await waitFor('the end of the subscription', async () => {
        return (await stats()).answersUnderWay === (hasSessions ? 1 : 0);
      });
    });
  });
});

describe('the table of sessions', () => {
  it('counts each client until it ends its session, which closing alone does not', async () => {
    const server = await startApp('mcp-conformance-server');
    const proxy = await startApp('fixed-proxy', { UPSTREAM: server.url });
    try {
      const clients: SdkClient[] = [];
      for (const { connect } of [...CLIENTS, ...CLIENTS]) clients.push(await connect(proxy.url));
      expect(await trackedSessions(proxy.url)).toBe(clients.length);
      for (const client of clients.slice(0, 3)) await client.terminateSession();
      for (const client of clients) await client.close();
      await waitFor('no answer under way', async () => (await serverStats(server.url)).answersUnderWay === 0);
      expect(await trackedSessions(proxy.url)).toBe(3);
      expect((await serverStats(server.url)).sessions).toBe(3);
    } finally {
      await Promise.all([proxy.stop(), server.stop()]);
    }
  });
});
