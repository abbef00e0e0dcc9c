/** A server that ends after its first request, or after 30 s without one. */
import { createServer } from 'node:http';

const LIFETIME_MS = 30_000;

const server = createServer((request, response) => {
  response.setHeader('Connection', 'close').end('bye\n');
  response.once('finish', () => process.exit());
});
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
setTimeout(() => process.exit(1), LIFETIME_MS);
