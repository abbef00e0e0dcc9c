// The list is a variable of a factory's call; the module has only the functions that it gave.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

function createRecorder() {
  const records = [];
  return {
    record(unit) {
      const entry = { unit, seen: false };
      records.push(entry);
      return entry;
    },
    count: () => records.length,
  };
}

const recorder = createRecorder();

serveWork(function recordOne(unit) {
  recorder.record(unit);
  return recorder.count();
});
