// A million clients begin a session and are never heard of again, while fifty keep talking. Run with --expose-gc.
import { randomUUID } from 'node:crypto';
import { SessionTable } from '../../../packages/proxy/dist/sessions/session-table.js';

const CREATES = 1_000_000;
const CAP = 20_000;
const TALKERS = 50;
/** Each talks once while this many others come and go, as one request in seconds does at thousands of sessions. */
const TALK_EVERY = 5_000;

const ends = {};
const table = new SessionTable({
  maxSessions: CAP,
  events: { onSessionEnded: (end) => (ends[end] = (ends[end] ?? 0) + 1) },
});
const talkers = Array.from({ length: TALKERS }, () => randomUUID());
const origin = {
  address: '127.0.0.1:3001',
  target: '/mcp',
  initialize: Buffer.from('{"method":"initialize"}'),
};
for (const id of talkers) table.create(id, origin);
for (const id of talkers) table.find(id);

let heapAtFull;
let lost = 0;
for (let index = 0; index < CREATES; index += 1) {
  const id = randomUUID();
  table.create(id, origin);
  // Every second one confirms its handshake before it falls silent.
  if (index % 2 === 0) table.find(id);
  if (index % TALK_EVERY === 0) lost += talkers.filter((talker) => table.find(talker) === undefined).length;
  if (index === 3 * CAP) {
    globalThis.gc();
    heapAtFull = process.memoryUsage().heapUsed;
  }
}
globalThis.gc();
const grown = process.memoryUsage().heapUsed - heapAtFull;
console.log(JSON.stringify({ size: table.size, cap: CAP, lost, ends, grown }));
table.close();
