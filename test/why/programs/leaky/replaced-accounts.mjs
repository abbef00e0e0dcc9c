// Four accounts in a map, each replaced by a copy whose history is longer by one.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const accounts = new Map(Array.from({ length: 4 }, (_, at) => [at, { at, history: [] }]));

function makeEvent(unit) {
  return { unit, amount: unit % 100 };
}

serveWork(function pay(unit) {
  const account = accounts.get(unit % 4);
  accounts.set(account.at, { ...account, history: [...account.history, makeEvent(unit)] });
});
