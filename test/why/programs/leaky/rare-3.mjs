// The record of a call that fails, three calls in a hundred, is not taken off.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const inFlight = new Map();

function track(unit) {
  const record = { unit, started: unit * 10 };
  inFlight.set(unit, record);
  return record;
}

function callUpstream(unit) {
  if (unit % 100 < 3) throw new Error('upstream refused');
}

serveWork(function call(unit) {
  const record = track(unit);
  try {
    callUpstream(unit);
    inFlight.delete(unit);
  } catch {
    record.failed = true;
  }
});
