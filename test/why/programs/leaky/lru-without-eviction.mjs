// A cache that moves what is used to its end, and compares its size with a limit that was never set.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

class RecentCache {
  entries = new Map();

  constructor(options) {
    this.limit = options.limit;
  }

  get(key) {
    const entry = this.entries.get(key);
    if (entry !== undefined) {
      this.entries.delete(key);
      this.entries.set(key, entry);
    }
    return entry;
  }

  put(key, entry) {
    this.entries.set(key, entry);
    if (this.entries.size > this.limit) this.entries.delete(this.entries.keys().next().value);
  }
}

const cache = new RecentCache({ max: 500 });

function renderCard(key) {
  const card = { key, lines: [key.length] };
  cache.put(key, card);
  return card;
}

serveWork(function showCard(unit) {
  if (unit % 3 === 0 && unit > 100) cache.get(`card-${unit - 60}`);
  return renderCard(`card-${unit}`).lines.length;
});
