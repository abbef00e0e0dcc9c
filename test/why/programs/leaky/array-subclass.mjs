// A class of its own that is an array, and a property of a function that is one.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

class Journal extends Array {
  note(unit) {
    const line = { unit, at: Date.now() };
    this.push(line);
    return line;
  }
}

function service() {
  return service.journal;
}
service.journal = new Journal();

serveWork(function noteOne(unit) {
  return service().note(unit).at;
});
