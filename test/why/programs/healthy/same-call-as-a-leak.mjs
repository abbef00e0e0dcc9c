// The function that makes what dies also adds to a list of numbers that grows.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const seenUnits = [];

function parseRequest(unit) {
  const request = { unit, path: `/orders/${unit}`, query: { page: unit % 9 } };
  seenUnits.push(unit);
  return request;
}

serveWork(function handle(unit) {
  return parseRequest(unit).path.length;
});
