// Two lists by turns: one is filled while the other is written out; they change places every three hundred units.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const SIZE = 300;
let front = [];
let back = [];

function makeLine(unit) {
  return { unit, level: 'info' };
}

serveWork(
  function log(unit) {
    front.push(makeLine(unit));
    if (front.length >= SIZE) {
      [front, back] = [back, front];
      front.length = 0;
    }
  },
  { gauges: () => ({ lines: front.length + back.length }) },
);
