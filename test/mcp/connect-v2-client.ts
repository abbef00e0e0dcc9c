import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { recordingFetch } from './recording-fetch.js';
import { type SdkClient, textOf } from './sdk-client.js';

/** A client of SDK v2. `auto` first asks the server for the modern era; the default does not. */
export async function connectV2Client(url: string, mode: 'default' | 'auto'): Promise<SdkClient> {
  const { fetch, exchanges } = recordingFetch();
  const transport = new StreamableHTTPClientTransport(new URL(url), { fetch });
  const options = mode === 'auto' ? { versionNegotiation: { mode } } : {};
  const client = new Client({ name: 'test-v2', version: '1.0.0' }, options);
  let toolsChanged = 0;
  client.setNotificationHandler('notifications/tools/list_changed', () => {
    toolsChanged += 1;
  });
  await client.connect(transport);
  const era = client.getProtocolEra();
  if (era === undefined) throw new Error('connected in no era');
  return {
    era,
    sessionId: transport.sessionId,
    exchanges,
    toolsChanged: () => toolsChanged,
    listTools: async () => (await client.listTools()).tools.map(({ name }) => name),
    callTool: async (name, args = {}, options = {}) =>
      textOf(await client.callTool({ name, arguments: args }, options)),
    listen: async () => (era === 'modern' ? client.listen({ toolsListChanged: true }) : undefined),
    terminateSession: () => transport.terminateSession(),
    close: () => client.close(),
  };
}
