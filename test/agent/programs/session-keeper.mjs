/**
 * A server whose agent may be asked who retains. Each action takes `n`, how often: `/open` opens sessions that stay,
 * `/serve` makes tickets that die, `/defer` makes jobs of which one in forty stays, `/fill` keeps records of 1 KB.
 * `/busy?ms=` opens sessions in one loop after another of that length, until `/idle`.
 * `/end` ends the process. `/silence` tells the longest time in milliseconds that a beat of 20 ms was late since it was asked last; `/speeds?ms=` how many calls of
 * `newJob`, and of a twin that is never asked for, a millisecond of CPU has room for; `/left` what a question has left behind.
 * `--disturbance=URL` comes between questions and this process. What it says on the channel `disturbance` ends the agent's thread.
 */
import { createServer } from 'node:http';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { disturbance: { type: 'string' } } });
const BEAT_MS = 20;

const sessions = new Map();
const pending = new Map();
const records = [];
let serial = 0;

function newSession(id) {
  return { id, since: serial, headers: { accept: 'application/json' }, seen: [id] };
}

function openSession() {
  const session = newSession(serial++);
  sessions.set(session.id, session);
  return session;
}

function newTicket(id) {
  return { id, issued: [id] };
}

function newJob(id) {
  const job = { id, steps: [id, id + 1] };
  if (id % 40 === 39) pending.set(id, job);
  return job;
}

function newRecord(id) {
  return { id, text: Array.from({ length: 128 }, (_, i) => id + i) };
}

/** The same, but nobody asks for it. */
function newTwin(id) {
  const job = { id, steps: [id, id + 1] };
  if (id % 40 === 39) pending.set(id, job);
  return job;
}

/** What is made goes where it is seen, so that V8 does make it. */
const seen = new Array(1024);

const SLICE_CALLS = 20_000;

/** By turns, so that what else runs on the machine takes from both alike. */
function measureSpeeds(ms) {
  const end = performance.now() + ms;
  const makers = { job: newJob, twin: newTwin };
  const used = { job: 0, twin: 0 };
  let rounds = 0;
  for (; performance.now() < end; rounds++) {
    for (const [name, make] of Object.entries(makers)) {
      const before = process.cpuUsage();
      for (let i = 0; i < SLICE_CALLS; i++) seen[i % seen.length] = make(40 * i);
      const { user, system } = process.cpuUsage(before);
      used[name] += user + system;
    }
  }
  const calls = 1000 * SLICE_CALLS * rounds;
  return { job: calls / used.job, twin: calls / used.twin };
}

let busy = false;

function openAllTheTime(ms) {
  const end = performance.now() + ms;
  while (performance.now() < end) {
    openSession();
    for (let i = 0; i < 20_000; i++) serial += 0;
  }
  if (busy) setTimeout(() => openAllTheTime(ms), 5);
}

let last = performance.now();
let longest = 0;
setInterval(() => {
  const now = performance.now();
  longest = Math.max(longest, now - last - BEAT_MS);
  last = now;
}, BEAT_MS);

const times = (query, act) => {
  for (let i = 0; i < Number(query.get('n') ?? 1); i++) act();
};
const actions = {
  '/open': (query) => times(query, openSession),
  '/serve': (query) => times(query, () => newTicket(serial++)),
  '/defer': (query) => times(query, () => newJob(serial++)),
  '/fill': (query) => times(query, () => records.push(newRecord(serial++))),
  '/busy': (query) => {
    busy = true;
    setTimeout(() => openAllTheTime(Number(query.get('ms'))), 50);
  },
  '/idle': () => void (busy = false),
  '/silence': () => {
    const silence = Math.max(longest, performance.now() - last - BEAT_MS);
    longest = 0;
    return silence;
  },
  '/speeds': (query) => measureSpeeds(Number(query.get('ms'))),
  '/left': () =>
    Object.getOwnPropertySymbols(globalThis).filter((key) => key.description?.includes('why')).length,
  '/end': () => void setImmediate(() => process.exit(0)),
};

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const answer = actions[pathname](searchParams);
  response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer ?? null));
});

/** The agent's thread, and whatever else this process starts. */
const threads = [];
const workerThreads = createRequire(import.meta.url)('node:worker_threads');
const { Worker } = workerThreads;
workerThreads.Worker = class extends Worker {
  constructor(...args) {
    super(...args);
    threads.push(this);
  }
};
syncBuiltinESMExports();

if (values.disturbance !== undefined) {
  new workerThreads.BroadcastChannel('disturbance').onmessage = () => threads.at(-1).terminate();
  const { launchAgent } = await import('../../../packages/agent/dist/start/start-agent.js');
  const options = { address: '127.0.0.1:0', allowWhy: true };
  await launchAgent(options, { portTries: 1, awaited: true, disturbance: values.disturbance }).ready;
}
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
