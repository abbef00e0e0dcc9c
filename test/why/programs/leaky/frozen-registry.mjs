// A frozen object that shows its map by a getter only; the map is a variable of the call that made it.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

function createRegistry() {
  const handles = new Map();
  return Object.freeze({
    get size() {
      return handles.size;
    },
    open(unit) {
      const handle = { unit, closed: false };
      handles.set(unit, handle);
      return handle;
    },
  });
}

const registry = createRegistry();

serveWork(function openOne(unit) {
  return registry.open(unit).closed ? registry.size : 0;
});
