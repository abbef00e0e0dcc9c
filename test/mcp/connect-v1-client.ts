import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { recordingFetch } from './recording-fetch.js';
import { type SdkClient, textOf } from './sdk-client.js';

/** A client of SDK v1. */
export async function connectV1Client(url: string): Promise<SdkClient> {
  const { fetch, exchanges } = recordingFetch();
  const transport = new StreamableHTTPClientTransport(new URL(url), { fetch });
  const client = new Client({ name: 'test-v1', version: '1.0.0' });
  let toolsChanged = 0;
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
    toolsChanged += 1;
  });
  await client.connect(transport);
  return {
    era: 'legacy',
    sessionId: transport.sessionId,
    exchanges,
    toolsChanged: () => toolsChanged,
    listTools: async () => (await client.listTools()).tools.map(({ name }) => name),
    callTool: async (name, args = {}, options = {}) =>
      textOf(await client.callTool({ name, arguments: args }, undefined, options)),
    listen: () => Promise.resolve(undefined),
    terminateSession: () => transport.terminateSession(),
    close: () => client.close(),
  };
}
