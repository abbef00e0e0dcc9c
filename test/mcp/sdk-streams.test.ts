import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApp, trackedSessions, waitFor } from '../proxy/proxy-under-test.js';
import type { Program } from '../support/child-program.js';
import { connectV1Client } from './connect-v1-client.js';
import { connectV2Client } from './connect-v2-client.js';
import type { SdkClient, Subscription } from './sdk-client.js';
import { serverStats } from './server-stats.js';

const SILENCE_MS = 2_500;

let server: Program;
let proxy: Program;
let client: SdkClient;

async function start(app: string, connect: (url: string) => Promise<SdkClient>): Promise<void> {
  server = await startApp(app);
  proxy = await startApp('fixed-proxy', { UPSTREAM: server.url });
  client = await connect(proxy.url);
}

afterEach(async () => {
  await client.close();
  await Promise.all([proxy.stop(), server.stop()]);
});

describe.each([
  { name: 'SDK v1', connect: connectV1Client },
  { name: 'SDK v2', connect: (url: string) => connectV2Client(url, 'default') },
])('a stream on which $name waits for an answer', ({ connect }) => {
  beforeEach(() => start('mcp-conformance-server', connect));

  it('can be closed by the server and resumed by the client, which goes on with its session', async () => {
    expect(await client.callTool('test_reconnection')).toBe('Reconnection test completed successfully');
    expect(client.exchanges).toContain('GET resumed 200');
    expect(await client.callTool('echo', { message: 'on' })).toBe('on');
    expect(await trackedSessions(proxy.url)).toBe(1);
    expect((await serverStats(server.url)).sessionsBegun).toBe(1);
  });
});

describe('a stream of subscriptions', () => {
  let subscription: Subscription;

  beforeEach(async () => {
    await start('mcp-stateless-server', (url) => connectV2Client(url, 'auto'));
    subscription = (await client.listen())!;
  });

  it('brings news after a silence, and ends at the server as soon as the client ends it', async () => {
    for (const times of [1, 2]) {
      await client.callTool('announce_tools');
      await waitFor('the news', () => client.toolsChanged() === times);
      if (times === 1) await new Promise((resolve) => setTimeout(resolve, SILENCE_MS));
    }
    expect((await serverStats(server.url)).answersUnderWay).toBe(1);
    await subscription.close();
    expect(await subscription.closed).toBe('local');
    await waitFor('its end', async () => (await serverStats(server.url)).answersUnderWay === 0);
    expect(await trackedSessions(proxy.url)).toBe(0);
  });

  it('ends for each client when its own is ended, and for no other', async () => {
    const other = await connectV2Client(proxy.url, 'auto');
    await other.listen();
    await subscription.close();
    await waitFor('one end', async () => (await serverStats(server.url)).answersUnderWay === 1);
    await client.callTool('announce_tools');
    await waitFor('the news', () => other.toolsChanged() === 1);
    expect(client.toolsChanged()).toBe(0);
    await other.close();
  });

  it('ends at the client with the last words of a server that stops', async () => {
    await server.stop();
    expect(await subscription.closed).toBe('graceful');
  });

  it('breaks off at the client when the server is gone at once', async () => {
    process.kill(server.pid, 'SIGKILL');
    expect(await subscription.closed).toBe('remote');
  });
});
