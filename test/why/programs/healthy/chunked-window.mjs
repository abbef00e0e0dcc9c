// A log in chunks of 64, of which the eldest goes as the ninth comes.
import { freshText, serveWork } from '../../../../fixtures/corpus/server.mjs';

const CHUNK = 64;
const MOST = 8;
const log = { chunks: [[]] };

function makeRecord(unit) {
  return { unit, text: freshText(100) };
}

function store(record) {
  if (log.chunks.at(-1).length === CHUNK) log.chunks.push([]);
  if (log.chunks.length > MOST) log.chunks.shift();
  log.chunks.at(-1).push(record);
}

serveWork(
  function storeOne(unit) {
    store(makeRecord(unit));
    return log.chunks.length;
  },
  { gauges: () => ({ chunks: log.chunks.length }) },
);
