// An index is built anew every second unit, of what happens to be open: now more, now less.
import { randomBelow, serveWork } from '../../../../fixtures/corpus/server.mjs';

const catalogue = { byId: {} };

function makeEntry(unit, at) {
  return { unit, at };
}

serveWork(
  function refresh(unit) {
    if (unit % 2 !== 0) return;
    const open = 60 + randomBelow(120);
    catalogue.byId = Object.fromEntries(
      Array.from({ length: open }, (_, at) => [`id-${at}`, makeEntry(unit, at)]),
    );
  },
  { gauges: () => ({ entries: Object.keys(catalogue.byId).length }) },
);
