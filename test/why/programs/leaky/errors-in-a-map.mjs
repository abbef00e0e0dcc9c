// The last error of each request, by request.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const lastErrors = new Map();

function noteError(unit) {
  const error = new Error(`request ${unit} failed`);
  lastErrors.set(unit, error);
  return error;
}

serveWork(function fail(unit) {
  return noteError(unit).message.length;
});
