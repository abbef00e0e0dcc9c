// The module has functions only, taken out of what a call gave; the map is known to them alone.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const { open, count } = (() => {
  const table = new Map();
  const entryOf = (unit) => ({ unit, hits: 0 });
  return {
    open(unit) {
      const entry = entryOf(unit);
      table.set(unit, entry);
      return entry;
    },
    count: () => table.size,
  };
})();

serveWork(function openOne(unit) {
  open(unit);
  return count();
});
