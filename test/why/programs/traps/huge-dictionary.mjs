// A plain object with a million keys, which the language lists all at once, beside the list that leaks.
import { serveTraps } from './trap-server.mjs';

const dictionary = {};
for (let i = 0; i < 1_000_000; i++) dictionary[`key-${i}`] = i;

const began = performance.now();
Reflect.ownKeys(dictionary);
const listingMs = performance.now() - began;

const kept = [];
const app = { dictionary, kept };

function make(unit) {
  const made = { unit, app };
  kept.push(made);
  return made;
}

serveTraps(
  (unit) => make(unit),
  () => undefined,
  { listingMs },
);
