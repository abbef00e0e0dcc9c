// The database is what a promise resolves to, which the module has.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const database = (async () => {
  await new Promise((resolve) => setTimeout(resolve, 20));
  return { tables: { users: { rows: new Map() } } };
})();

function insert(table, unit) {
  const row = { unit, name: 'user ' + unit };
  table.rows.set(unit, row);
  return row;
}

serveWork(async function register(unit) {
  const { tables } = await database;
  return insert(tables.users, unit).name.length;
});
