// A map whose keys are the requests: its values are numbers.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const startedAt = new Map();

function makeRequest(unit) {
  const request = { unit, headers: { host: 'a.example' } };
  startedAt.set(request, unit * 10);
  return request;
}

serveWork(function handle(unit) {
  return makeRequest(unit).headers.host.length;
});
