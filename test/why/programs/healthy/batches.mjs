// Events are gathered and sent off by the three hundred.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const BATCH = 300;
let batch = [];
let sent = 0;

function makeEvent(unit) {
  const event = { unit, name: 'click' };
  batch.push(event);
  return event;
}

serveWork(function click(unit) {
  makeEvent(unit);
  if (batch.length >= BATCH) {
    sent += batch.length;
    batch = [];
  }
  return sent;
});
