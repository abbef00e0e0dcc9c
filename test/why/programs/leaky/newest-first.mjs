// A list that begins with the newest.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const history = [];

function noteVisit(unit) {
  const visit = { unit, path: '/' };
  history.unshift(visit);
  return visit;
}

serveWork(function visit(unit) {
  if (unit % 5 === 0) noteVisit(unit);
});
