// A reactive store keeps the latest hundred items, wrapped in proxies.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const store = new Proxy(
  { items: [] },
  {
    get: (t, k) => t[k],
    set: (t, k, v) => {
      t[k] = v;
      return true;
    },
  },
);

function addItem(unit) {
  const item = { unit, tags: [unit] };
  store.items = [...store.items.slice(-99), item];
  return item;
}

serveWork(function handle(unit) {
  return addItem(unit).tags.length;
});
