// The state of each connection goes into a map as its client joins, and nothing takes it out when that has gone.
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { freshText, serveWork } from '../../../../fixtures/corpus/server.mjs';

const server = new Server();
server.listen(0, { host: '127.0.0.1' });
const { port } = server.httpServer.address();
const states = new Map();

function greet(socket) {
  const state = { socket, draft: freshText(400), joined: Date.now() };
  states.set(socket.id, state);
  return state;
}

server.on('connection', (socket) => {
  socket.emit('hello', greet(socket).joined);
});

serveWork(async function visit() {
  const client = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
  await new Promise((resolve) => client.once('hello', resolve));
  client.disconnect();
});
