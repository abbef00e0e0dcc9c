// Generators that were begun and never finished, on a list.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const cursors = [];

function* readPages(unit) {
  const page = { unit, rows: [unit] };
  yield page;
  yield { unit, rows: [] };
}

function openCursor(unit) {
  const cursor = readPages(unit);
  cursors.push(cursor);
  cursor.next();
  return cursor;
}

serveWork(function firstPage(unit) {
  openCursor(unit);
});
