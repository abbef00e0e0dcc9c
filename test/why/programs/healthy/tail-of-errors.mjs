// Each failure has the one before as its cause, of which the eldest is cut off: there are eight at most.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const MOST = 8;
const latest = [];

function fail(unit) {
  const error = new Error('upstream is gone', { cause: latest.at(-1) });
  error.unit = unit;
  latest.push(error);
  if (latest.length > MOST) {
    latest.shift();
    delete latest[0].cause;
  }
  return error;
}

serveWork(
  function tryOne(unit) {
    return fail(unit).unit;
  },
  { gauges: () => ({ errors: latest.length }) },
);
