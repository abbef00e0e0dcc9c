// A private field as compilers write it for older engines: a WeakMap by instance, whose value is a list that grows.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const _events = new WeakMap();

class Recorder {
  constructor() {
    _events.set(this, []);
  }

  record(unit) {
    const event = { unit, at: Date.now() };
    _events.get(this).push(event);
    return event;
  }
}

const recorder = new Recorder();

serveWork(function handle(unit) {
  return recorder.record(unit).unit;
});
