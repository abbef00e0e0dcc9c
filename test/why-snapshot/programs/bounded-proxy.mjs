// Healthy: a cache behind a Proxy that lets its oldest entries go.
import { serveWork } from './serve-work.mjs';

const CAPACITY = 20_000;
const cache = new Proxy(new Map(), {
  get(target, key) {
    const value = Reflect.get(target, key);
    return typeof value === 'function' ? value.bind(target) : value;
  },
});

class Page {
  constructor(number) {
    this.number = number;
    this.links = Array.from({ length: 8 }, (_, i) => `link ${number}.${i}`);
  }
}

function makePage(number) {
  return new Page(number);
}

serveWork((number) => {
  cache.set(number, makePage(number));
  cache.delete(number - CAPACITY);
});
