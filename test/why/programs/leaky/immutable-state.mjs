// State is never changed but replaced, as reducers do: each list is a new one, longer by one than the last.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

let state = { notices: [], unread: 0 };

function makeNotice(unit) {
  return { unit, read: false };
}

function reduce(before, notice) {
  return { ...before, notices: [...before.notices, notice], unread: before.unread + 1 };
}

serveWork(function notify(unit) {
  state = reduce(state, makeNotice(unit));
  return state.unread;
});
