// The functions that read objects without running any of their code were replaced themselves.
import { serveTraps, spring } from './trap-server.mjs';

const kept = new Map();

function make(unit) {
  const made = { unit, parts: [unit] };
  kept.set(unit, made);
  return made;
}

function patch() {
  for (const name of ['ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf']) {
    const original = Reflect[name];
    Reflect[name] = (...args) => {
      spring(name);
      return original(...args);
    };
  }
}

serveTraps(
  (unit) => {
    if (unit === 200) patch();
    return make(unit);
  },
  () => Reflect.ownKeys({}),
);
