// Each request has ten seconds, and its timer stays until these are over.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const LIMIT_MS = 10_000;

function startRequest(unit) {
  const request = { unit, timedOut: false, lines: [unit] };
  setTimeout(() => {
    request.timedOut = true;
  }, LIMIT_MS).unref();
  return request;
}

serveWork(function handle(unit) {
  return startRequest(unit).lines.length;
});
