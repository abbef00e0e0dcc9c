// One function makes the records of a ring of 3,000 and, every fourth time, of an archive that nobody prunes.
import { freshText, serveWork } from '../../../../fixtures/corpus/server.mjs';

const ring = Array.from({ length: 3000 }, () => undefined);
const archive = [];

function makeRecord(unit) {
  return { unit, text: freshText(200) };
}

serveWork(function noteOne(unit) {
  const record = makeRecord(unit);
  if (unit % 4 === 0) archive.push(record);
  else ring[unit % ring.length] = record;
});
