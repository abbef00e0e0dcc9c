// An archive in chunks of 64, of which there are ever more.
import { freshText, serveWork } from '../../../../fixtures/corpus/server.mjs';

const CHUNK = 64;
const archive = { chunks: [[]] };

function makeRecord(unit) {
  return { unit, text: freshText(100) };
}

function store(record) {
  if (archive.chunks.at(-1).length === CHUNK) archive.chunks.push([]);
  archive.chunks.at(-1).push(record);
}

serveWork(function storeOne(unit) {
  store(makeRecord(unit));
  return archive.chunks.length;
});
