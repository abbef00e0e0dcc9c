// Requests to an upstream over connections that stay.
import { Agent, createServer, request as httpRequest } from 'node:http';
import { once } from 'node:events';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const upstream = createServer((request, response) => response.end(request.url));
upstream.keepAliveTimeout = 0;
upstream.listen(0, '127.0.0.1');
await once(upstream, 'listening');
const { port } = upstream.address();

function makeExchange(unit) {
  return { unit, request: httpRequest({ host: '127.0.0.1', port, path: `/${unit}`, agent }) };
}

async function exchange(unit) {
  const { request } = makeExchange(unit);
  request.end();
  const [response] = await once(request, 'response');
  response.resume();
  await once(response, 'end');
}

serveWork(function askUpstream(unit) {
  return exchange(unit);
});
