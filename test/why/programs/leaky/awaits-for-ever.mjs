// Async functions that wait for a shared promise which never settles: its reactions hold them.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const connected = new Promise(() => undefined);

async function sendWhenConnected(message) {
  await connected;
  message.sent = true;
}

function makeMessage(unit) {
  const message = { unit, sent: false };
  void sendWhenConnected(message);
  return message;
}

serveWork(function send(unit) {
  return makeMessage(unit).unit;
});
