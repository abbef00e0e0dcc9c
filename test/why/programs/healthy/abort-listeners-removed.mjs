// Each request listens to the signal of shutdown while it lasts.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const shutdown = new AbortController();

function startRequest(unit) {
  const request = { unit, lines: [unit], stopped: false, off: null };
  const stop = () => {
    request.stopped = true;
  };
  shutdown.signal.addEventListener('abort', stop);
  request.off = () => shutdown.signal.removeEventListener('abort', stop);
  return request;
}

serveWork(async function handle(unit) {
  const request = startRequest(unit);
  await new Promise((resolve) => setTimeout(resolve, 30));
  request.off();
  return request.lines.length;
});
