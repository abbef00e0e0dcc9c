// A symbol of its own for each request, on an object that all share.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const annotations = {};

function annotate(unit) {
  const note = { unit, level: 'info' };
  annotations[Symbol(`request ${unit}`)] = note;
  return note;
}

serveWork(function annotateOne(unit) {
  return annotate(unit).level.length;
});
