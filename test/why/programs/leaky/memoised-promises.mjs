// A memo of what an async function answers, by its argument: rejected ones are deleted, others stay.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

function memoiseAsync(fn) {
  const memo = {};
  return (key) =>
    (memo[key] ??= fn(key).catch((error) => {
      delete memo[key];
      throw error;
    }));
}

function compute(key) {
  return { key, squares: [1, 2, 3].map((n) => n * n) };
}

const answer = memoiseAsync(async (key) => {
  await Promise.resolve();
  return compute(key);
});

serveWork(async function ask(unit) {
  return (await answer('q' + unit)).squares.length;
});
