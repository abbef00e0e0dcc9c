/**
 * A server that starts the agent in its code, after it has retained something. AGENT is the URL of the package, INTERVAL
 * the bytes between two samples.
 */
import { createServer } from 'node:http';

const kept = [];

function keepEarly(n) {
  for (let i = 0; i < n; i++) kept.push({ id: i, seen: i });
}

function keepSessions(n) {
  for (let i = 0; i < n; i++) kept.push({ id: i, seen: i });
}

keepEarly(100_000);
const { startAgent } = await import(process.env.AGENT);
await startAgent({ address: '127.0.0.1:0', interval: Number(process.env.INTERVAL) });
keepSessions(100_000);
const server = createServer((request, response) => response.end(`${kept.length}\n`));
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
