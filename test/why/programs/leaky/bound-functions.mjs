// Functions bound to what each request made, on a list of what is to be done at the end.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const atTheEnd = [];

function tidyUp(scope) {
  scope.done = true;
}

function openScope(unit) {
  const scope = { unit, done: false };
  atTheEnd.push(tidyUp.bind(undefined, scope));
  return scope;
}

serveWork(function inScope(unit) {
  return openScope(unit).done;
});
