// Each message over a connection that stays adds a listener for its end, which knows the message.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const client = connect(server.address().port, '127.0.0.1');
const [socket] = await once(server, 'connection');
socket.setMaxListeners(0);
client.resume();

function begin(unit) {
  const transfer = { unit, sent: 0 };
  socket.on('close', () => {
    transfer.sent = -1;
  });
  return transfer;
}

serveWork(function transferOne(unit) {
  return begin(unit).sent;
});
