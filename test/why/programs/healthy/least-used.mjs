// A cache of 400 by use: the one used least goes, so some are there from the start.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const cache = new Map();

function load(key) {
  return { key, uses: 0, rows: [key] };
}

serveWork(function read(unit) {
  const key = unit % 3 === 0 ? unit % 90 : 1000 + unit;
  let entry = cache.get(key);
  if (!entry) {
    if (cache.size >= 400) {
      let least;
      for (const candidate of cache.values()) if (!least || candidate.uses < least.uses) least = candidate;
      cache.delete(least.key);
    }
    cache.set(key, (entry = load(key)));
  }
  return ++entry.uses;
});
