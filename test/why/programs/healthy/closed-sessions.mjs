// Sessions that are opened and closed again, three hundred of them open at a time.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const OPEN = 300;
const sessions = new Map();

function openSession(unit) {
  const session = { unit, cart: [unit] };
  sessions.set(unit, session);
  return session;
}

serveWork(function visit(unit) {
  openSession(unit);
  sessions.delete(unit - OPEN);
});
