// Sessions are kept as JSON in a plain object, by id.
import { randomUUID } from 'node:crypto';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const store = { sessions: Object.create(null) };

function encode(session) {
  return JSON.stringify(session);
}

serveWork(function visit(unit) {
  const id = randomUUID();
  store.sessions[id] = encode({ id, unit, cart: [unit, unit * 2], visited: Date.now() });
  return id.length;
});
