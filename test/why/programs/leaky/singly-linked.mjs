// A list to whose end each event is appended, held by its head.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const log = { head: { unit: -1, next: null }, tail: null };
log.tail = log.head;

function appendEvent(unit) {
  const event = { unit, next: null };
  log.tail.next = event;
  log.tail = event;
  return event;
}

serveWork(function note(unit) {
  return appendEvent(unit).unit;
});
