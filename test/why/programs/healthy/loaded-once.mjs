// A table that the site filled at start-up, and rows like them that each request drops.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const table = Array.from({ length: 3000 }, (_, id) => makeRow(id));

function makeRow(id) {
  const row = { id, cells: [id, id + 1] };
  return row;
}

serveWork(function compare(unit) {
  return makeRow(unit).cells[0] > table[unit % table.length].cells[0];
});
