/** A server that retains objects before it listens, as an ES module. */
import { createServer } from 'node:http';

const kept = [];

function keepSessions(n) {
  for (let i = 0; i < n; i++) kept.push({ id: i, seen: i });
}

keepSessions(100_000);
const server = createServer((request, response) => response.end(`${kept.length}\n`));
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
