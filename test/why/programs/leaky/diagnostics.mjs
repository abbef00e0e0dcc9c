// Each request subscribes to a diagnostics channel.
import { channel } from 'node:diagnostics_channel';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const finished = channel('app:finished');

function trace(unit) {
  const span = { unit, events: [] };
  finished.subscribe(function note(message) {
    if (message.unit === unit) span.events.push(message);
  });
  return span;
}

serveWork(function handle(unit) {
  return trace(unit).events.length;
});
