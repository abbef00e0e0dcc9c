// A dashboard's socket joins a room for each job that it shows, and leaves it once the job is done.
import { Server } from 'socket.io';
import { io } from 'socket.io-client';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const server = new Server();
server.listen(0, { host: '127.0.0.1' });
const { port } = server.httpServer.address();
const dashboard = io(`http://127.0.0.1:${port}`, { transports: ['websocket'] });
const [socket] = await Promise.all([
  new Promise((resolve) => server.once('connection', resolve)),
  new Promise((resolve) => dashboard.once('connect', resolve)),
]);

function showJob(unit) {
  const room = `job-${unit}`;
  socket.join(room);
  server.to(room).emit('state', 'done');
  socket.leave(room);
}

serveWork(function openJob(unit) {
  showJob(unit);
});
