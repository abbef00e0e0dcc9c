/**
 * A server that allocates: each request for `/` makes `--objects` small objects, held until its answer is out, and
 * answers with a new Buffer of 2 KiB. `/costs` tells what the process has used so far, with all its threads, and how
 * many requests it has answered.
 */
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { objects: { type: 'string', default: '0' } } });
const objects = Number(values.objects);
const inFlight = new Set();
let requests = 0;

function makeRecord(previous, id) {
  return { previous, id, next: undefined, seen: false };
}

function makeRecords() {
  let last;
  for (let id = 0; id < objects; id++) last = makeRecord(last, id);
  return { last };
}

function costs() {
  const { user, system } = process.cpuUsage();
  const { heapUsed, rss } = process.memoryUsage();
  return JSON.stringify({ cpuMicros: user + system, requests, heapUsed, rss });
}

const server = createServer((request, response) => {
  if (request.url === '/costs') {
    response.end(costs());
    return;
  }
  const records = makeRecords();
  inFlight.add(records);
  response.once('finish', () => inFlight.delete(records));
  requests++;
  response.end(Buffer.alloc(2048, 0x2e));
});
// Connections wait for their next turn, which may be long in coming.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
