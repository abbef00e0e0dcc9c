/**
 * http-proxy in front of the MCP endpoint in `UPSTREAM`. It is given an agent that keeps connections open: without one it
 * opens a connection for each request.
 */
import { Agent, createServer } from 'node:http';
import httpProxy from 'http-proxy';

const { origin, pathname } = new URL(process.env.UPSTREAM);
const proxy = httpProxy.createProxyServer({ target: origin, agent: new Agent({ keepAlive: true }) });
proxy.on('error', (error, request, response) => response.writeHead?.(502).end(error.message));

const server = createServer((request, response) => proxy.web(request, response));
server.listen(0, '127.0.0.1', () =>
  console.log(`listening http://127.0.0.1:${server.address().port}${pathname}`),
);
