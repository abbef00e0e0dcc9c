// Every plugin that is loaded wraps the handler before it by a closure.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

let handle = (value) => value;

function wrap(unit) {
  const before = handle;
  const label = { unit, tags: [unit] };
  handle = (value) => (value < 0 ? before(value) + label.tags.length : value);
  return handle;
}

serveWork(function reload(unit) {
  return wrap(unit)(unit);
});
