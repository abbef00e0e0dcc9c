// Each request waits once for an event that comes at start-up only.
import { EventEmitter } from 'node:events';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const database = new EventEmitter();
database.setMaxListeners(0);

function openRequest(unit) {
  const request = { unit, ready: false };
  database.once('ready', () => {
    request.ready = true;
  });
  return request;
}

serveWork(function handle(unit) {
  return openRequest(unit).ready;
});
