// A store as Redux has it, whose reducers keep the latest sixty toasts.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const MOST = 60;

function createStore(reduce, initial) {
  let current = initial;
  return {
    getState: () => current,
    dispatch(action) {
      current = reduce(current, action);
    },
  };
}

function makeToast(unit) {
  return { unit, shown: false };
}

const store = createStore(
  (state, { toast }) => ({ toasts: [...state.toasts, toast].slice(-MOST), count: state.count + 1 }),
  { toasts: [], count: 0 },
);

serveWork(
  function show(unit) {
    store.dispatch({ type: 'show', toast: makeToast(unit) });
    return store.getState().count;
  },
  { gauges: () => ({ toasts: store.getState().toasts.length }) },
);
