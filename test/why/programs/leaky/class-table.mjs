// A class that extends Map is the table of sessions, an instance of which a static getter makes.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

class SessionTable extends Map {
  static #only;
  static get only() {
    return (SessionTable.#only ??= new SessionTable());
  }
  open(id) {
    const session = { id, opened: Date.now(), messages: [] };
    this.set(id, session);
    return session;
  }
}

serveWork(function visit(unit) {
  const session = SessionTable.only.open('s' + unit);
  session.messages.push(unit);
  return session.messages.length;
});
