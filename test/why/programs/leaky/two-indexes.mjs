// Two indexes of the same sessions: closing takes a session off one of them.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const OPEN = 200;
const sessionsById = new Map();
const sessionsByUser = new Map();

function openSession(unit) {
  const session = { unit, user: `user-${unit}` };
  sessionsById.set(unit, session);
  sessionsByUser.set(session.user, session);
  return session;
}

function closeSession(unit) {
  sessionsById.delete(unit);
}

serveWork(function visit(unit) {
  openSession(unit);
  if (unit >= OPEN) closeSession(unit - OPEN);
});
