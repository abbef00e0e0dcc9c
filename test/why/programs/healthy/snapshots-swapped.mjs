// Every few units the whole index is built anew and takes the place of the old one.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const SIZE = 500;
let index = new Map();

function makeEntry(unit, at) {
  return { unit, at };
}

serveWork(
  function refresh(unit) {
    if (unit % 5 !== 0) return;
    const next = new Map();
    for (let at = 0; at < SIZE; at++) next.set(at, makeEntry(unit, at));
    index = next;
  },
  { gauges: () => ({ entries: index.size }) },
);
