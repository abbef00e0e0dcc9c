// A registry that the program reaches by a Proxy alone.
import { serveWork } from './serve-work.mjs';

const registry = new Proxy(new Map(), {
  get(target, key) {
    const value = Reflect.get(target, key);
    return typeof value === 'function' ? value.bind(target) : value;
  },
});

class Entry {
  constructor(number) {
    this.number = number;
    this.tags = Array.from({ length: 8 }, (_, i) => `tag ${number}.${i}`);
  }
}

function makeEntry(number) {
  return new Entry(number);
}

serveWork((number) => {
  registry.set(number, makeEntry(number));
});
