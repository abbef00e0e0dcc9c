// A map of promises, whose results are what the site made.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const pending = new Map();

function loadUser(unit) {
  return { unit, roles: ['reader', String(unit)] };
}

async function userOf(unit) {
  await null;
  return loadUser(unit);
}

serveWork(async function handle(unit) {
  if (!pending.has(unit)) pending.set(unit, userOf(unit));
  return (await pending.get(unit)).roles.length;
});
