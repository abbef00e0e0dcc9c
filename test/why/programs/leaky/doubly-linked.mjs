// An undo list whose newest step knows the one before it, and that one the newer.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

class UndoStep {
  constructor(unit, previous) {
    this.unit = unit;
    this.previous = previous;
    this.next = undefined;
    if (previous !== undefined) previous.next = this;
  }
}

let newest;

function remember(unit) {
  newest = new UndoStep(unit, newest);
  return newest;
}

serveWork(function edit(unit) {
  return remember(unit).unit;
});
