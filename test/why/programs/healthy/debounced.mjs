// What changed is noted, and written once nothing has changed for 60 ms: each change takes the timer of the last.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const pending = new Map();

function noteChange(unit) {
  const key = unit % 20;
  clearTimeout(pending.get(key)?.timer);
  const change = { unit, timer: undefined };
  change.timer = setTimeout(() => pending.delete(key), 60);
  pending.set(key, change);
  return change;
}

serveWork(function edit(unit) {
  return noteChange(unit).unit;
});
