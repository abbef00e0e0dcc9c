// A tracer notes what each asynchronous operation began with, and never hears of its end.
import { createHook, executionAsyncId } from 'node:async_hooks';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const spans = new Map();

function openSpan(id, type) {
  const span = { id, type, parent: executionAsyncId() };
  spans.set(id, span);
  return span;
}

createHook({
  init(id, type) {
    if (type === 'Timeout') openSpan(id, type);
  },
}).enable();

serveWork(function delayOne(unit) {
  clearTimeout(setTimeout(() => undefined, 1000 + unit));
});
