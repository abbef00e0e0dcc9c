// A heartbeat each fifty milliseconds for every client, some 200 at a time: it ends as the client leaves.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const clients = [];

function connect(unit) {
  const client = { unit, beats: 0, timer: undefined };
  client.timer = setInterval(() => client.beats++, 50);
  return client;
}

serveWork(function visit(unit) {
  clients.push(connect(unit));
  if (clients.length > 200) clearInterval(clients.shift().timer);
  return clients.length;
});
