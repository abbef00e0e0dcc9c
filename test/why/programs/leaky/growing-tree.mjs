// A search tree that only grows: no collection has many entries, and no path is long.
import { random, serveWork } from '../../../../fixtures/corpus/server.mjs';

let root;

function insert(value) {
  const node = { value, left: undefined, right: undefined };
  if (root === undefined) {
    root = node;
    return node;
  }
  for (let at = root; ;) {
    const side = value < at.value ? 'left' : 'right';
    if (at[side] === undefined) {
      at[side] = node;
      return node;
    }
    at = at[side];
  }
}

serveWork(function index() {
  return insert(random()).value;
});
