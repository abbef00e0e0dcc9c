// What is computed for a request hangs on the request by a WeakMap.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const details = new WeakMap();

function detailsOf(request) {
  let found = details.get(request);
  if (found === undefined) {
    found = { request, words: request.path.split('/') };
    details.set(request, found);
  }
  return found;
}

serveWork(function handle(unit) {
  return detailsOf({ unit, path: `/a/${unit}` }).words.length;
});
