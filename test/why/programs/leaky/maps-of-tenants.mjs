// Sessions by tenant and id: the tenants are a dozen, in an object, and their maps grow.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const tenants = Object.fromEntries(
  Array.from({ length: 12 }, (_, i) => [`tenant-${i}`, { sessions: new Map() }]),
);

function openSession(unit) {
  const session = { unit, scopes: ['read'] };
  tenants[`tenant-${unit % 12}`].sessions.set(unit, session);
  return session;
}

serveWork(function visit(unit) {
  return openSession(unit).scopes.length;
});
