// The map hangs on globalThis under a registered symbol.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const CACHE = Symbol.for('app.cache');
globalThis[CACHE] ??= new Map();

function renderPage(unit) {
  const page = { unit, html: ['<p>', '</p>'] };
  globalThis[CACHE].set(`/page/${unit}`, page);
  return page;
}

serveWork(function showPage(unit) {
  return renderPage(unit).html.length;
});
