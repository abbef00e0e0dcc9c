// The store of each request's async context is kept in a map by request, for a trace that nobody asks for.
import { AsyncLocalStorage } from 'node:async_hooks';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const storage = new AsyncLocalStorage();
const traces = new Map();

function openStore(unit) {
  return { unit, spans: [], user: `user-${unit % 9}` };
}

async function handle(unit) {
  const store = storage.getStore();
  traces.set(unit, store);
  await null;
  store.spans.push(unit);
}

serveWork(function inContext(unit) {
  return storage.run(openStore(unit), () => handle(unit));
});
