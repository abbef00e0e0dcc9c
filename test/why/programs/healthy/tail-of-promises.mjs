// Writes go one after another: each waits for the promise of the one before.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

let tail = Promise.resolve();

function makeWrite(unit) {
  return { unit, bytes: Buffer.alloc(16) };
}

serveWork(function write(unit) {
  const job = makeWrite(unit);
  tail = tail.then(() => {
    job.bytes[0] = unit & 255;
    return job;
  });
  return tail;
});
