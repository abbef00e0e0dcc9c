// A store as Redux has it: the state is a variable of a closure, each reducer gives a new part, and one list is never cut.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

function combine(reducers) {
  return (state, action) =>
    Object.fromEntries(Object.entries(reducers).map(([name, reduce]) => [name, reduce(state[name], action)]));
}

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
  combine({
    toasts: (toasts, { toast }) => [...toasts, toast],
    count: (count) => count + 1,
  }),
  { toasts: [], count: 0 },
);

serveWork(function show(unit) {
  store.dispatch({ type: 'show', toast: makeToast(unit) });
  return store.getState().count;
});
