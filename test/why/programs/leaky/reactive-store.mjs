// A reactive store wraps what it holds in proxies, and wraps each item that is read.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const proxies = new WeakMap();

function reactive(target) {
  if (typeof target !== 'object' || target === null) return target;
  let proxy = proxies.get(target);
  if (!proxy) {
    proxy = new Proxy(target, { get: (t, k, r) => reactive(Reflect.get(t, k, r)) });
    proxies.set(target, proxy);
  }
  return proxy;
}

const store = reactive({ ui: { items: [] } });

function addItem(unit) {
  const item = reactive({ unit, tags: ['t' + unit] });
  store.ui.items.push(item);
  return item;
}

serveWork(function handle(unit) {
  return addItem(unit).tags.length;
});
