// Tasks that are done are filtered out at each turn, though nothing ever marks one as done.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

class Scheduler {
  #tasks = [];
  schedule(unit) {
    const task = { unit, done: false };
    this.#tasks.push(task);
    return task;
  }
  tick() {
    this.#tasks = this.#tasks.filter((task) => !task.done);
  }
}

const scheduler = new Scheduler();

serveWork(function turn(unit) {
  scheduler.schedule(unit);
  scheduler.tick();
});
