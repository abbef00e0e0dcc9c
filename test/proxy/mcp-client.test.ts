import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { LoggingMessageNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, describe, expect, it } from 'vitest';
import type { Program } from '../support/child-program.js';
import { startApp, trackedSessions, waitFor } from './proxy-under-test.js';

const programs: Program[] = [];

afterAll(async () => {
  for (const program of programs) await program.stop();
});

async function start(name: string, env: Readonly<Record<string, string>>): Promise<Program> {
  const program = await startApp(name, env);
  programs.push(program);
  return program;
}

describe.each([
  ['JSON', {}],
  ['event streams', { ANSWER: 'sse' }],
])('the official client, answered in %s', (_, env: Record<string, string>) => {
  it('completes a session through the proxy, after which the table is empty', async () => {
    const server = await start('mcp-echo-server', env);
    const proxy = await start('fixed-proxy', { UPSTREAM: server.url });
    const client = new Client({ name: 'test', version: '1.0.0' });
    const notified: unknown[] = [];
    client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => {
      notified.push(params.data);
    });
    const transport = new StreamableHTTPClientTransport(new URL(proxy.url));

    await client.connect(transport);
    expect(client.getServerVersion()?.name).toBe('mcp-echo-server');
    expect(await trackedSessions(proxy.url)).toBe(1);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['echo']);
    const message = 'caf\u00e9 \u{1f30a}';
    const result = await client.callTool({ name: 'echo', arguments: { message } });
    expect(result.content).toEqual([{ type: 'text', text: message }]);
    await client.ping();
    await waitFor('the notification', () => notified.length > 0);
    expect(notified).toEqual(['stream open']);

    await transport.terminateSession();
    expect(await trackedSessions(proxy.url)).toBe(0);
    await client.close();
    await waitFor('the streams to end upstream', async () => {
      const stats = await fetch(new URL('/stats', server.url));
      return ((await stats.json()) as { streams: number }).streams === 0;
    });
  });
});
