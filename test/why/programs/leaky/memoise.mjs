// A memo by the JSON of the arguments, which are never the same twice.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

function memoise(compute) {
  const cache = new Map();
  return (...args) => {
    const key = JSON.stringify(args);
    if (!cache.has(key)) cache.set(key, compute(...args));
    return cache.get(key);
  };
}

function computePrice(order) {
  return { net: order.unit * 3, gross: order.unit * 4, parts: [order.unit] };
}

const priceOf = memoise(computePrice);

serveWork(function priceOne(unit) {
  return priceOf({ unit, at: unit * 10 }).net;
});
