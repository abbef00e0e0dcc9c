// A cache at its limit: one in, one out.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const LIMIT = 2000;
const cache = new Map();

function renderPage(unit) {
  const page = { unit, lines: [unit] };
  cache.set(unit, page);
  if (cache.size > LIMIT) cache.delete(cache.keys().next().value);
  return page;
}

serveWork(function showPage(unit) {
  return renderPage(unit).lines.length;
});
