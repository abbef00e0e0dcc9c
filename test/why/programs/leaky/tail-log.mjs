// A log that is only ever appended to: each record knows the next, and the first of all is never left.
import { freshText, serveWork } from '../../../../fixtures/corpus/server.mjs';

const first = { text: 'started', next: undefined };
let last = first;

function append(unit) {
  const record = { unit, text: freshText(200), next: undefined };
  last.next = record;
  last = record;
  return record;
}

serveWork(
  function logOne(unit) {
    return append(unit).text.length;
  },
  { gauges: () => ({ begun: first.text.length }) },
);
