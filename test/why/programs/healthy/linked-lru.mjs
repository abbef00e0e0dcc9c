// A full cache whose entries are linked in both directions, the newest first; the oldest is unlinked to make room.
import { freshText, serveWork } from '../../../../fixtures/corpus/server.mjs';

function createCache(limit) {
  const byKey = new Map();
  let newest;
  let oldest;
  return {
    put(key, value) {
      const entry = { key, value, older: newest, newer: undefined };
      if (newest !== undefined) newest.newer = entry;
      newest = entry;
      oldest ??= entry;
      byKey.set(key, entry);
      if (byKey.size <= limit) return entry;
      byKey.delete(oldest.key);
      oldest = oldest.newer;
      oldest.older = undefined;
      return entry;
    },
  };
}

const pages = createCache(3000);

function renderPage(unit) {
  return pages.put(unit, freshText(300));
}

serveWork(function showPage(unit) {
  return renderPage(unit).value.length;
});
