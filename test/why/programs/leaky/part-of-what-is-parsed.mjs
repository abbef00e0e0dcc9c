// Of what is parsed only a part is kept: the whole dies, and its user stays.
import { freshText, serveWork } from '../../../../fixtures/corpus/server.mjs';

const users = new Map();

function parseRequest(text) {
  return JSON.parse(text);
}

serveWork(function signIn(unit) {
  const text = JSON.stringify({ id: unit, user: { name: freshText(40) }, trace: { id: unit } });
  const { user, trace } = parseRequest(text);
  users.set(unit, user);
  return trace.id;
});
