// A private field as compilers write it for older engines: a WeakMap by instance, whose value is a ring of 500 events.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const SIZE = 500;
const _ring = new WeakMap();
const _next = new WeakMap();

class Recorder {
  constructor() {
    _ring.set(
      this,
      Array.from({ length: SIZE }, () => null),
    );
    _next.set(this, { position: 0 });
  }

  record(unit) {
    const event = { unit, at: Date.now() };
    _ring.get(this)[_next.get(this).position++ % SIZE] = event;
    return event;
  }
}

const recorder = new Recorder();

serveWork(function handle(unit) {
  return recorder.record(unit).unit;
});
