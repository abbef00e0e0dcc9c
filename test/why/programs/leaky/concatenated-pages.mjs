// Every page is appended by making a new list of all.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

let all = [];

function fetchItem(unit) {
  return { unit, title: `item ${unit}` };
}

serveWork(function loadPage(unit) {
  all = all.concat([fetchItem(unit)]);
  return all.length;
});
