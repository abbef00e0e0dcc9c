// State is never changed but replaced, as reducers do, and each list has the latest hundred notices only.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const MOST = 100;
let state = { notices: [], unread: 0 };

function makeNotice(unit) {
  return { unit, read: false };
}

function reduce(before, notice) {
  return { ...before, notices: [...before.notices.slice(1 - MOST), notice], unread: before.unread + 1 };
}

serveWork(
  function notify(unit) {
    state = reduce(state, makeNotice(unit));
    return state.unread;
  },
  { gauges: () => ({ notices: state.notices.length }) },
);
