// What is noted of each request hangs on the connection, which the client keeps open.
import { createServer, request as httpRequest, Agent } from 'node:http';
import { once } from 'node:events';
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const agent = new Agent({ keepAlive: true, maxSockets: 2 });

function noteRequest(socket, url) {
  const note = { url, answered: false };
  socket.requestNotes ??= [];
  socket.requestNotes.push(note);
  return note;
}

const upstream = createServer((request, response) => {
  noteRequest(request.socket, request.url).answered = true;
  response.end('done');
});
upstream.keepAliveTimeout = 0;
upstream.listen(0, '127.0.0.1');
await once(upstream, 'listening');
const { port } = upstream.address();

async function ask(unit) {
  const request = httpRequest({ host: '127.0.0.1', port, path: `/${unit}`, agent }).end();
  const [response] = await once(request, 'response');
  response.resume();
  await once(response, 'end');
}

serveWork(function askUpstream(unit) {
  return ask(unit);
});
