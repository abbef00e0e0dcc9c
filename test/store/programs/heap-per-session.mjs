// Prints what a session takes on the heap. Run with --expose-gc; arguments: how many, and how their ids come about.
import { randomUUID } from 'node:crypto';
import { SessionTable } from '../../../packages/proxy/dist/sessions/session-table.js';

const ID_MAKERS = {
  /** As a parser of heads cuts them out of what it received. */
  slices: (index) => `${'h'.repeat(16_384)}${String(index).padStart(36, '0')}\r\n`.slice(16_384, -2),
  /** As randomUUID makes them, which joins pieces, and as a parser does that joins what came in two parts. */
  joined: () => {
    const id = randomUUID();
    return id.slice(0, 20) + id.slice(20);
  },
};

const [count, ids] = process.argv.slice(2);
const origin = {
  address: '127.0.0.1:3001',
  target: '/mcp',
  initialize: Buffer.from('{"method":"initialize"}'),
};
const table = new SessionTable({ maxSessions: Number(count) });
const makeId = ID_MAKERS[ids];
table.create('warm-up', origin);
table.drop('warm-up', 'deleted');

globalThis.gc();
const before = process.memoryUsage().heapUsed;
for (let index = 0; index < Number(count); index += 1) {
  table.create(makeId(index), { ...origin, initialize: Buffer.from(origin.initialize) });
}
globalThis.gc();
const bytes = process.memoryUsage().heapUsed - before;
console.log(JSON.stringify({ sessions: table.size, bytesPerSession: bytes / table.size }));
table.close();
