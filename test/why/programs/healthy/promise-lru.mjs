// A cache of 300 promises by key, the oldest of which goes.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const cache = new Map();

function compute(unit) {
  return { unit, cubes: [unit ** 3] };
}

async function computeLater(unit) {
  await null;
  return compute(unit);
}

serveWork(async function ask(unit) {
  const promise = computeLater(unit);
  cache.set(unit, promise);
  if (cache.size > 300) cache.delete(cache.keys().next().value);
  return (await promise).cubes.length;
});
