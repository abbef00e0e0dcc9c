// A list in order of priority, into which each job is put at its place.
import { random, serveWork } from '../../../../fixtures/corpus/server.mjs';

const jobs = [];

function addJob(unit) {
  const job = { unit, priority: random() };
  let [low, high] = [0, jobs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (jobs[middle].priority < job.priority) low = middle + 1;
    else high = middle;
  }
  jobs.splice(low, 0, job);
  return job;
}

serveWork(function submit(unit) {
  if (unit % 5 === 0) addJob(unit);
});
