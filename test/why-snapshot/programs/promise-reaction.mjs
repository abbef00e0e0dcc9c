// What waits for a promise that never settles: its reactions hold what they would work on.
import { serveWork } from './serve-work.mjs';

const warmedUp = new Promise(() => undefined);

class Job {
  constructor(number) {
    this.number = number;
    this.rows = Array.from({ length: 8 }, (_, i) => `row ${number}.${i}`);
  }
}

function makeJob(number) {
  return new Job(number);
}

serveWork((number) => {
  const job = makeJob(number);
  void warmedUp.then(() => job.rows.length);
});
