// A heartbeat each second for every client, which goes on after the client has left.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

function connect(unit) {
  const client = { unit, missed: 0, left: false };
  const beat = () => {
    client.missed++;
  };
  setInterval(beat, 1000);
  return client;
}

serveWork(function visit(unit) {
  const client = connect(unit);
  client.left = true;
  return client.missed;
});
