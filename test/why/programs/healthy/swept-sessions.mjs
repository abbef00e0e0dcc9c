// Sessions of half a second, swept five times a second.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const LIFETIME_MS = 500;
const sessions = new Map();

function openSession(unit) {
  const session = { unit, expires: performance.now() + LIFETIME_MS };
  sessions.set(unit, session);
  return session;
}

setInterval(() => {
  for (const [id, { expires }] of sessions) if (expires < performance.now()) sessions.delete(id);
}, 200);

serveWork(function visit(unit) {
  return openSession(unit).unit;
});
