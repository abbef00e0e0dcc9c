// A formatter for every pattern that was ever asked for, of a class that is the engine's own.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const formatters = new Map();

function formatterFor(unit) {
  const key = `tenant-${unit}`;
  const formatter = new Intl.NumberFormat('en', { maximumFractionDigits: unit % 10 });
  formatters.set(key, formatter);
  return formatter;
}

serveWork(function formatOne(unit) {
  return formatterFor(unit).format(unit).length;
});
