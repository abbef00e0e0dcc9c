// A cache of 200 entries, of which a request uses one or makes one.
import { random, serveWork } from '../../../../fixtures/corpus/server.mjs';

const LIMIT = 200;
const cache = new Map();

function renderPage(key) {
  return { key, lines: [key] };
}

function pageOf(key) {
  const page = cache.get(key) ?? renderPage(key);
  cache.delete(key);
  cache.set(key, page);
  if (cache.size > LIMIT) cache.delete(cache.keys().next().value);
  return page;
}

serveWork(function showPage() {
  return pageOf(Math.floor(random() * 1000)).lines.length;
});
