// Promises whose settling functions wait in a list for a reply that does not come.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const waiting = [];

function request(unit) {
  const call = { unit, method: 'tools/call' };
  const promise = new Promise((resolve, reject) => {
    waiting.push({ call, resolve, reject });
  });
  void promise.catch(() => undefined);
  return call;
}

serveWork(function callOne(unit) {
  return request(unit).method.length;
});
