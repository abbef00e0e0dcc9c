// Something else leaks; what the site makes is dropped with its request.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const auditTrail = [];

function parseRequest(unit) {
  return { unit, path: `/orders/${unit}`, query: { page: unit % 9 } };
}

function audit(unit) {
  auditTrail.push({ unit });
}

serveWork(function handle(unit) {
  audit(unit);
  return parseRequest(unit).path.length;
});
