/**
 * A server with light, steady traffic of its own: 20 requests a second, each of which replaces the oldest of a fixed
 * number of entries. `/resources` answers what keeps its event loop alive, in order: `["Timeout", …]`.
 */
import { createServer, get } from 'node:http';

const EVERY_MS = 50;
const ENTRIES = 200;
const entries = new Map();
let served = 0;

function remember() {
  const key = served++;
  entries.set(key, { key, at: Date.now(), words: Array.from({ length: 20 }, (_, i) => `${key} ${i}`) });
  entries.delete(key - ENTRIES);
  return entries.size;
}

const actions = {
  '/': () => remember(),
  '/resources': () => process.getActiveResourcesInfo().sort(),
};

const server = createServer((request, response) => {
  response.setHeader('Connection', 'close').end(JSON.stringify(actions[request.url]()));
});

function requestOnce(port) {
  get({ host: '127.0.0.1', port, path: '/', agent: false }, (answer) => answer.resume());
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  setInterval(() => requestOnce(port), EVERY_MS);
  console.log(`listening http://127.0.0.1:${port}`);
});
