// A plain object with ids for keys.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const state = { usersById: {} };

function loadUser(unit) {
  const user = { name: `user ${unit}`, roles: ['reader'] };
  state.usersById[`u${unit}`] = user;
  return user;
}

serveWork(function showUser(unit) {
  return loadUser(unit).roles.length;
});
