// Jobs wait in a linked queue, some 2,000 at any time: one is taken off its front for each that is put at its end.
import { freshText, serveWork } from '../../../../fixtures/corpus/server.mjs';

const WAITING = 2000;
let front;
let end;
let waiting = 0;

function enqueue(unit) {
  const job = { unit, body: freshText(300), next: undefined };
  if (end === undefined) front = job;
  else end.next = job;
  end = job;
  waiting++;
  return job;
}

serveWork(function oneInOneOut(unit) {
  enqueue(unit);
  if (waiting <= WAITING) return;
  front = front.next;
  waiting--;
});
