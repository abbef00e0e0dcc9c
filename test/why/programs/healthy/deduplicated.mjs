// Requests for the same thing share a promise while it is under way.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const underWay = new Map();

function loadThing(key) {
  return { key, parts: [key, key] };
}

function get(key) {
  let promise = underWay.get(key);
  if (!promise) {
    promise = new Promise((resolve) => setTimeout(() => resolve(loadThing(key)), 15)).finally(() =>
      underWay.delete(key),
    );
    underWay.set(key, promise);
  }
  return promise;
}

serveWork(async function ask(unit) {
  return (await get(unit >> 1)).parts.length;
});
