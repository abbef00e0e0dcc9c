// Tasks that are done are filtered out at each turn: each is done two hundred turns after it came.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const LASTS = 200;

class Scheduler {
  #tasks = [];
  get size() {
    return this.#tasks.length;
  }
  schedule(unit) {
    const task = { unit, until: unit + LASTS };
    this.#tasks.push(task);
    return task;
  }
  tick(unit) {
    this.#tasks = this.#tasks.filter((task) => task.until > unit);
  }
}

const scheduler = new Scheduler();

serveWork(
  function turn(unit) {
    scheduler.schedule(unit);
    scheduler.tick(unit);
  },
  { gauges: () => ({ tasks: scheduler.size }) },
);
