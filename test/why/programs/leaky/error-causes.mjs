// Each failure has the one before as its cause.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

let latest = new Error('started');

function fail(unit) {
  const error = new Error('upstream is gone', { cause: latest });
  error.unit = unit;
  latest = error;
  return error;
}

serveWork(function tryOne(unit) {
  return fail(unit).unit;
});
