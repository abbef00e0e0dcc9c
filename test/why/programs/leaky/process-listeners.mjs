// Each request wants to be told of the process's end.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

process.setMaxListeners(0);

function openCursor(unit) {
  const cursor = { unit, rows: [unit], open: true };
  process.on('exit', () => {
    cursor.open = false;
  });
  return cursor;
}

serveWork(function query(unit) {
  return openCursor(unit).rows.length;
});
