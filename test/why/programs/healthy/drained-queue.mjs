// Jobs wait some hundred milliseconds, and all are done.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

let queue = [];
let done = 0;

function makeJob(unit) {
  const job = { unit, script: [unit] };
  queue.push(job);
  return job;
}

setInterval(() => {
  done += queue.length;
  queue = [];
}, 100);

serveWork(function submit(unit) {
  makeJob(unit);
  return done;
});
