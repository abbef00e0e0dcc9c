// Collections that are too large to be looked at in one go, beside the one that leaks.
import { serveTraps } from './trap-server.mjs';

const MILLION = 1_000_000;
const list = Array.from({ length: 2 * MILLION }, (_, i) => i);
const sparse = [];
sparse.length = 2 ** 32 - 1;
sparse[7] = { sparse };
sparse[2 ** 32 - 2] = {};
const holes = [];
holes[50_000_000] = 1;
const table = new Map(Array.from({ length: MILLION }, (_, i) => [i, i]));
const names = new Set(Array.from({ length: MILLION }, (_, i) => `name-${i}`));
const bytes = new Uint8Array(100 * MILLION);
const text = 'x'.repeat(50 * MILLION);
let deep = {};
for (let i = 0; i < 100_000; i++) deep = { deep };

const kept = [];
const app = { list, sparse, holes, table, names, bytes, text, deep, kept };

function make(unit) {
  const made = { unit, app };
  kept.push(made);
  return made;
}

serveTraps(
  (unit) => make(unit),
  () => undefined,
);
