// Each request listens to the one signal by which the service is shut down.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const shutdown = new AbortController();

function startRequest(unit) {
  const request = { unit, lines: [unit, unit + 1], stopped: false };
  shutdown.signal.addEventListener('abort', () => {
    request.stopped = true;
  });
  return request;
}

serveWork(function handle(unit) {
  return startRequest(unit).lines.length;
});
