// A module that never comes to its end: bindings after that are in their dead zone, here and in its namespace.
import * as self from './dead-zone.mjs';
import { serveTraps, spring } from './trap-server.mjs';

const kept = new Map();
const known = { self, kept };

function make(unit) {
  const made = { unit, known };
  kept.set(unit, made);
  if (unit < 0) return [never, later];
  return made;
}

serveTraps(
  (unit) => make(unit),
  () => undefined,
);
await new Promise(() => undefined);

export const never = { spring };
export let later = () => never;
