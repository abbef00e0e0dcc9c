// A timer for each session that is never cleared: only Node's own lists of timers hold it.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const PING_MS = 3_600_000;

function startSession(unit) {
  const session = { unit, pings: 0 };
  setInterval(() => {
    session.pings++;
  }, PING_MS).unref();
  return session;
}

serveWork(function oneSession(unit) {
  return startSession(unit).pings;
});
