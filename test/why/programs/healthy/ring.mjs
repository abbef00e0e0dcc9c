// The last 1,000 requests, each written over the oldest.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const SIZE = 1000;
const ring = new Array(SIZE).fill(null);

function noteRequest(unit) {
  const note = { unit, path: '/' };
  ring[unit % SIZE] = note;
  return note;
}

serveWork(function handle(unit) {
  return noteRequest(unit).path.length;
});
