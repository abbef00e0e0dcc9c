// An async function that makes what is kept after it has awaited.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const profiles = new Map();

async function loadProfile(unit) {
  await nextTurn();
  const profile = { unit, groups: ['staff'] };
  profiles.set(unit, profile);
  return profile;
}

serveWork(async function showProfile(unit) {
  return (await loadProfile(unit)).groups.length;
});
