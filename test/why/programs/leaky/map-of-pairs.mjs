// A map within a map within a map: by region, by tenant, by day; the innermost ones are small, and ever more.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const usage = new Map();

function within(map, key) {
  let inner = map.get(key);
  if (inner === undefined) map.set(key, (inner = new Map()));
  return inner;
}

function makeUsage(unit) {
  return { unit, bytes: unit * 8 };
}

serveWork(function bill(unit) {
  const tenants = within(usage, `region-${unit % 4}`);
  within(tenants, `tenant-${Math.floor(unit / 4)}`).set('today', makeUsage(unit));
});
