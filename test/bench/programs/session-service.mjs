/**
 * A service with `--bytes` of small objects in its heap that opens a session for each request for `/` and keeps it for good.
 * `/block` tells for how many milliseconds its event loop stood still at most since that was asked last.
 */
import { createServer } from 'node:http';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';

/** Of one customer with its orders, as V8 lays it out. */
const CUSTOMER_BYTES = 480;

const { values } = parseArgs({ options: { bytes: { type: 'string', default: '0' } } });
const customers = new Map();
const sessions = new Map();
const delay = monitorEventLoopDelay({ resolution: 1 });
let opened = 0;

function loadCustomer(id) {
  return {
    id,
    name: `customer ${id}`,
    orders: [
      { id: id * 2, lines: [id, id + 1], paid: false },
      { id: id * 2 + 1, lines: [id + 2, id + 3], paid: true },
    ],
  };
}

function openSession(id) {
  const session = { id, customer: customers.get(id % customers.size), cart: [{ article: id, count: 1 }] };
  sessions.set(`session-${id}`, session);
  return session;
}

for (let id = 0; id < Number(values.bytes) / CUSTOMER_BYTES; id++) customers.set(id, loadCustomer(id));
const server = createServer((request, response) => {
  if (request.url === '/block') {
    response.end(JSON.stringify({ blockMs: delay.max / 1e6, heapUsed: process.memoryUsage().heapUsed }));
    delay.reset();
    return;
  }
  openSession(opened++);
  response.end('done');
});
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  delay.enable();
  console.log(`listening http://127.0.0.1:${server.address().port}`);
});
