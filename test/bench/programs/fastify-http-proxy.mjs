/** @fastify/http-proxy in front of the MCP endpoint in `UPSTREAM`, as it is without options. */
import httpProxy from '@fastify/http-proxy';
import Fastify from 'fastify';

const { origin, pathname } = new URL(process.env.UPSTREAM);
const app = Fastify();
await app.register(httpProxy, { upstream: origin });
const address = await app.listen({ port: 0, host: '127.0.0.1' });
console.log(`listening ${address}${pathname}`);
