// A map of what is under way, from which each goes when it is answered, some hundred at a time.
import { setTimeout as sleep } from 'node:timers/promises';
import { random, serveWork } from '../../../../fixtures/corpus/server.mjs';

const inFlight = new Map();

function track(unit) {
  const record = { unit, started: performance.now() };
  inFlight.set(unit, record);
  return record;
}

async function handle(unit) {
  track(unit);
  await sleep(20 + random() * 160);
  inFlight.delete(unit);
}

serveWork(function begin(unit) {
  void handle(unit);
});
