// A table by columns: one array for each field, all of them growing.
import { freshText, serveWork } from '../../../../fixtures/corpus/server.mjs';

class Samples {
  #times = [];
  #labels = [];
  add(time, label) {
    this.#times.push(time);
    this.#labels.push(label);
  }
}

const samples = new Samples();

function describe(unit) {
  return { unit, text: freshText(60) };
}

serveWork(function sampleOne(unit) {
  samples.add(unit, describe(unit));
});
