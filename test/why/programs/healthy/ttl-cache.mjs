// A cache whose entries live for 400 ms, each with a timer of its own.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const cache = new Map();

function compute(unit) {
  return { unit, squares: [unit * unit] };
}

serveWork(function ask(unit) {
  const result = compute(unit);
  cache.set(unit, result);
  setTimeout(() => cache.delete(unit), 400).unref();
  return result.squares.length;
});
