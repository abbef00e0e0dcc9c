/** httpxy in front of the MCP endpoint in `UPSTREAM`, with an agent that keeps connections open. */
import { Agent, createServer } from 'node:http';
import { createProxyServer } from 'httpxy';

const { origin, pathname } = new URL(process.env.UPSTREAM);
const proxy = createProxyServer({ target: origin, agent: new Agent({ keepAlive: true }) });

const server = createServer((request, response) => {
  proxy.web(request, response).catch((error) => {
    if (response.headersSent) response.destroy();
    else response.writeHead(502).end(error.message);
  });
});
server.listen(0, '127.0.0.1', () =>
  console.log(`listening http://127.0.0.1:${server.address().port}${pathname}`),
);
