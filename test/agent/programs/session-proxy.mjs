/**
 * A server with the shape of a proxy that keeps every session: POST with `{"method":"initialize"}` opens one, which goes
 * through route, onInitialize and addSession to newProxySession, and is never closed; any other method is answered.
 * All that stays is made in newProxySession and in what that calls.
 */
import { createServer } from 'node:http';

class SessionTable {
  #sessions = new Map();

  addSession(serial) {
    return newProxySession(serial, this.#sessions);
  }

  get size() {
    return this.#sessions.size;
  }
}

function newProxySession(serial, sessions) {
  const now = Date.now();
  const session = {
    // So short that V8 makes it in one piece: a longer one is joined where it is first looked into.
    id: serial.toString(36).padStart(12, '0'),
    created: now,
    lastSeen: now,
    upstream: { host: '127.0.0.1', port: 9, attempts: 0 },
    headers: { accept: 'application/json', agent: 'client' },
    pending: [serial],
  };
  sessions.set(session.id, session);
  return session;
}

const table = new SessionTable();
let serial = 0;

function onInitialize(message, response) {
  const { id } = table.addSession(serial++);
  response.setHeader('mcp-session-id', id);
  return { jsonrpc: '2.0', id: message.id, result: { sessions: table.size } };
}

function onCall(message) {
  return { jsonrpc: '2.0', id: message.id, result: { content: [{ type: 'text', text: 'done' }] } };
}

function route(message, response) {
  switch (message.method) {
    case 'initialize':
      return onInitialize(message, response);
    case 'tools/call':
      return onCall(message);
    default:
      return { jsonrpc: '2.0', id: message.id, error: { code: -32601 } };
  }
}

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    const message = JSON.parse(Buffer.concat(parts).toString());
    const body = JSON.stringify(route(message, response));
    response.setHeader('content-type', 'application/json');
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
