// Sessions of users who come and go: a map by user with a set of sessions each, which go when empty.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const byUser = new Map();
const order = [];

function openSession(unit) {
  const session = { unit, user: 'u' + ((unit * 13) % 97) };
  let sessions = byUser.get(session.user);
  if (!sessions) byUser.set(session.user, (sessions = new Set()));
  sessions.add(session);
  order.push(session);
  return session;
}

function closeSession(session) {
  const sessions = byUser.get(session.user);
  sessions.delete(session);
  if (sessions.size === 0) byUser.delete(session.user);
}

serveWork(function visit(unit) {
  const session = openSession(unit);
  if (order.length > 150) closeSession(order.shift());
  return session.user.length;
});
