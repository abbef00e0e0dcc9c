// A server of the MCP SDK for each session, whose tool has a zod schema of its own; no session is taken off.
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { object, string } from 'zod';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const sessions = new Map();

function openSession(unit) {
  const server = new McpServer({ name: 'gateway', version: '1.0.0' });
  const inputSchema = object({ city: string() });
  server.registerTool('weather', { description: 'Tells the weather', inputSchema }, () => ({ content: [] }));
  sessions.set(`session-${unit}`, server);
  return server;
}

serveWork(function visit(unit) {
  openSession(unit);
});
