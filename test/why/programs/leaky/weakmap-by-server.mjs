// State of requests by a WeakMap whose key is the server, which lives on.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const server = { name: 'main' };
const perServer = new WeakMap([[server, { log: [] }]]);

function note(unit) {
  const entry = { unit, at: Date.now() };
  perServer.get(server).log.push(entry);
  return entry;
}

serveWork(function handle(unit) {
  return note(unit).unit;
});
