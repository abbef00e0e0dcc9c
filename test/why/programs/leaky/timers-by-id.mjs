// Timers are kept by session id, and when one fires its entry stays.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const timers = new Map();

function watchSession(unit) {
  const session = { unit, expired: false };
  const timer = setTimeout(() => {
    session.expired = true;
  }, 600_000);
  timer.unref();
  timers.set(`session-${unit}`, timer);
  return session;
}

serveWork(function oneSession(unit) {
  return watchSession(unit).expired;
});
