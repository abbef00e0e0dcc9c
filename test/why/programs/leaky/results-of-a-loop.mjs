// A loop that runs for ever gathers its results in a variable of its own.
import { EventEmitter, on } from 'node:events';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const jobs = new EventEmitter();

function handle(unit) {
  return { unit, done: true };
}

async function work() {
  const results = [];
  for await (const [unit] of on(jobs, 'job')) results.push(handle(unit));
}

void work();

serveWork(function submit(unit) {
  jobs.emit('job', unit);
});
