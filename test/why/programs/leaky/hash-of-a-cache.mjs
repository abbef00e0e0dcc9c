// A cache as libraries write it: a plain object for keys that are strings, a Map for others, within an instance on the function.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

class MapCache {
  constructor() {
    this.__data__ = { hash: { data: Object.create(null), size: 0 }, map: new Map() };
  }
  set(key, value) {
    const { hash, map } = this.__data__;
    if (typeof key === 'string') {
      hash.data[key] = value;
      hash.size++;
    } else map.set(key, value);
  }
}

function format(unit) {
  const shown = { unit, text: `unit ${unit}` };
  format.cache.set(`unit-${unit}`, shown);
  return shown;
}
format.cache = new MapCache();

serveWork(function formatOne(unit) {
  return format(unit).text.length;
});
