// Each scope inherits from the one before it, and is itself the next one's prototype.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

let scope = Object.create(null);

function enterScope(unit) {
  const inner = Object.create(scope);
  inner.unit = unit;
  scope = inner;
  return inner;
}

serveWork(function enterOne(unit) {
  return enterScope(unit).unit;
});
