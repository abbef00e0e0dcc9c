// Lines of the last second or so: the older half goes when there are too many.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const LIMIT = 1200;
const lines = [];

function logLine(unit) {
  const line = { unit, text: 'handled' };
  lines.push(line);
  if (lines.length > LIMIT) lines.splice(0, LIMIT / 2);
  return line;
}

serveWork(function handle(unit) {
  return logLine(unit).text.length;
});
