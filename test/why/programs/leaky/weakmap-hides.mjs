// A map that only a WeakMap has, by a key that lives as long as the service.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const service = { name: 'gateway' };
const visitsOf = new WeakMap([[service, new Map()]]);

function noteVisit(unit) {
  const visit = { unit, referrer: 'a.example' };
  visitsOf.get(service).set(unit, visit);
  return visit;
}

serveWork(function visit(unit) {
  return noteVisit(unit).referrer.length;
});
