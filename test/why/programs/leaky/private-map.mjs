// A private map of an instance that nothing but a module's variable holds.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

class Registry {
  #entries = new Map();

  register(unit) {
    const entry = { unit, labels: ['a', 'b'] };
    this.#entries.set(unit, entry);
    return entry;
  }
}

const registry = new Registry();

serveWork(function registerOne(unit) {
  return registry.register(unit).labels.length;
});
