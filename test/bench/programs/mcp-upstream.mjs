/**
 * An MCP server on bare sockets, so that what stands in front of it is busier than it is. `tools/call` is answered with
 * 1 KB of JSON, or, for the tool `tick`, with an event stream of `events` notifications, `everyMs` apart, the first one
 * together with the head. Each event says when it was written, as `sentNs` on the clock of process.hrtime(), which all
 * processes of a machine share. Like the official servers it repeats the session id on every answer.
 *
 * It takes what the benchmark sends: bodies with a Content-Length, in ASCII, no pipelining.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';

const ENDPOINT = '/mcp';
const MAX_MESSAGE = 1 << 16;
const MAX_EVENTS = 1000;
const HEAD_END = '\r\n\r\n';
const CONTENT_LENGTH = /\r\ncontent-length: *(\d+)\r\n/i;
const SESSION_ID = /\r\nmcp-session-id: *([\x21-\x7e]+)\r\n/i;
const CHUNKED = /\r\ntransfer-encoding:/i;
const RESULT = `,"result":${JSON.stringify({ content: [{ type: 'text', text: 'It rises and falls. '.repeat(46) }] })}}`;

const sessions = new Set();

function onConnection(socket) {
  let pending = '';
  socket.setEncoding('latin1');
  socket.on('error', () => socket.destroy());
  socket.on('data', (text) => {
    pending += text;
    if (pending.length > MAX_MESSAGE) {
      socket.destroy();
      return;
    }
    const headLength = pending.indexOf(HEAD_END) + HEAD_END.length;
    if (headLength < HEAD_END.length) return;
    const head = pending.slice(0, headLength);
    const length = headLength + Number(CONTENT_LENGTH.exec(head)?.[1] ?? 0);
    if (pending.length < length) return;
    const body = pending.slice(headLength, length);
    pending = pending.slice(length);
    if (CHUNKED.test(head)) send(socket, '501 Not Implemented');
    else answer(socket, head, body);
  });
}

function answer(socket, head, body) {
  const session = SESSION_ID.exec(head)?.[1];
  const [method, path] = head.split(' ', 2);
  if (path !== ENDPOINT) send(socket, '404 Not Found');
  else if (method === 'POST') answerMessage(socket, session, JSON.parse(body));
  else if (method === 'DELETE') send(socket, sessions.delete(session) ? '200 OK' : '404 Not Found');
  else send(socket, '405 Method Not Allowed');
}

function answerMessage(socket, session, { id, method, params }) {
  if (method === 'initialize') {
    const begun = randomUUID();
    sessions.add(begun);
    sendJson(socket, begun, JSON.stringify({ jsonrpc: '2.0', id, result: initializeResult(params) }));
  } else if (!sessions.has(session)) {
    send(socket, '404 Not Found');
  } else if (id === undefined) {
    send(socket, '202 Accepted', `Mcp-Session-Id: ${session}\r\n`);
  } else if (params.name === 'tick') {
    sendEvents(socket, session, id, params.arguments);
  } else {
    sendJson(socket, session, `{"jsonrpc":"2.0","id":${id}${RESULT}`);
  }
}

function initializeResult({ protocolVersion }) {
  return { protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 'upstream', version: '1.0.0' } };
}

function send(socket, status, fields = '', body = '') {
  socket.write(`HTTP/1.1 ${status}\r\n${fields}Content-Length: ${body.length}${HEAD_END}${body}`, 'latin1');
}

function sendJson(socket, session, body) {
  send(socket, '200 OK', `Content-Type: application/json\r\nMcp-Session-Id: ${session}\r\n`, body);
}

function sendEvents(socket, session, id, { events, everyMs }) {
  const last = Math.min(events, MAX_EVENTS);
  let number = 1;
  const head =
    'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n' +
    `Mcp-Session-Id: ${session}\r\nTransfer-Encoding: chunked${HEAD_END}`;
  socket.write(head + tick(number), 'latin1');
  const timer = setInterval(() => {
    if (number < last) {
      socket.write(tick(++number), 'latin1');
      return;
    }
    clearInterval(timer);
    socket.off('close', stop);
    socket.write(`${chunk({ jsonrpc: '2.0', id, result: { content: [] } })}0${HEAD_END}`, 'latin1');
  }, everyMs);
  const stop = () => clearInterval(timer);
  socket.once('close', stop);
}

function tick(number) {
  const data = { number, sentNs: String(process.hrtime.bigint()) };
  return chunk({ jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data } });
}

function chunk(message) {
  const event = `event: message\ndata: ${JSON.stringify(message)}\n\n`;
  return `${event.length.toString(16)}\r\n${event}\r\n`;
}

const server = createServer({ noDelay: true }, onConnection);
server.listen(0, '127.0.0.1', () =>
  console.log(`listening http://127.0.0.1:${server.address().port}${ENDPOINT}`),
);
