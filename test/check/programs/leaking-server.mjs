// Keeps some 2 KiB of every request for ever. With an argument it ends itself after so many requests.
import { createServer } from 'node:http';

/** @type {unknown[]} */
const kept = [];
const last = Number(process.argv[2] ?? Infinity);

function rememberRequest() {
  kept.push(new Array(250).fill(0.5));
}

const server = createServer((_request, response) => {
  rememberRequest();
  response.end('ok');
  if (kept.length < last) return;
  console.error('fatal: out of patience');
  process.exit(3);
});
server.listen(0, '127.0.0.1', () => {
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  console.log(`listening http://127.0.0.1:${port}`);
});
