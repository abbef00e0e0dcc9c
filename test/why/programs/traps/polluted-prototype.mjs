// Object.prototype with accessors that whoever reads an option or a descriptor would meet.
import { serveTraps, spring } from './trap-server.mjs';

const kept = new Map();

function make(unit) {
  const made = { unit, parts: [unit] };
  kept.set(unit, made);
  return made;
}

// No names of fields that Node.js itself assigns: with those it would not work at all.
const NAMES = [
  'label',
  'rank',
  'steps',
  'canary',
  'sizes',
  'stillIn',
  'toJSON',
  'deref',
  'objectId',
  'times',
];

function pollute() {
  for (const name of NAMES) {
    Object.defineProperty(Object.prototype, name, {
      get() {
        spring(`Object.prototype.${name}`);
        return undefined;
      },
      set() {
        spring(`Object.prototype.${name} set`);
      },
      configurable: true,
    });
  }
  // What a descriptor that is written as a literal inherits makes it one that cannot be.
  Object.prototype.get = () => spring('inherited descriptor get');
}

function springAll() {
  void {}.label;
}

serveTraps((unit) => {
  if (unit === 200) pollute();
  return make(unit);
}, springAll);
