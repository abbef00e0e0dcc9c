// The constructor puts what it makes on a static list.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

class Job {
  static instances = [];

  constructor(unit) {
    this.unit = unit;
    this.attempts = 0;
    Job.instances.push(this);
  }
}

serveWork(function runJob(unit) {
  return new Job(unit).attempts;
});
