// Weak references whose objects are gone stay on the list themselves.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const watched = [];

function watch(unit) {
  const reference = new WeakRef({ unit });
  watched.push(reference);
  return reference;
}

serveWork(function watchOne(unit) {
  watch(unit);
});
