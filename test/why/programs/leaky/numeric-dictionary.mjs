// An object without a prototype, whose keys are numbers.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const rowsById = Object.create(null);

function loadRow(unit) {
  const row = { id: unit, columns: [unit, unit + 1] };
  rowsById[unit * 7] = row;
  return row;
}

serveWork(function readRow(unit) {
  return loadRow(unit).columns.length;
});
