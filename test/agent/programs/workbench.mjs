/**
 * A server that does to its own process what it is told: `/keep?n=` retains n objects, `/keep-buffers?n=&bytes=` n Buffers
 * of so many bytes, `/drop` lets them all go, `/garbage?n=` makes n that nobody holds, `/old-garbage?n=` n that nobody holds any more; after the answer, `/block?ms=` keeps the main thread busy in JavaScript,
 * `/native?seconds=` in a system call, and `/exit?code=` ends the process. With --leaking-workers it has three worker threads
 * that retain objects, one of them without the preloads, which `/block-workers?ms=` keeps busy.
 */
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

const { values } = parseArgs({
  options: {
    lifetime: { type: 'string' },
    worker: { type: 'boolean' },
    'leaking-workers': { type: 'boolean' },
  },
});
const workers = [];
let kept = [];

function keepSessions(n) {
  for (let i = 0; i < n; i++) kept.push({ id: i, seen: i });
}

function keepBuffers(n, bytes) {
  for (let i = 0; i < n; i++) kept.push(Buffer.alloc(bytes));
}

function makeGarbage(n) {
  let last = [];
  for (let i = 0; i < n; i++) last = [i, last.length];
  return last;
}

/** Held until it is whole, so that no collection of young objects takes it. */
function makeOldGarbage(n) {
  const garbage = [];
  for (let i = 0; i < n; i++) garbage.push([i, garbage.length]);
  return garbage.length;
}

function blockMainThread(ms) {
  const end = Date.now() + ms;
  let turns = 0;
  while (Date.now() < end) turns++;
  return turns;
}

const actions = {
  '/keep': (query) => keepSessions(Number(query.get('n'))),
  '/keep-buffers': (query) => keepBuffers(Number(query.get('n')), Number(query.get('bytes'))),
  '/drop': () => (kept = []),
  '/garbage': (query) => makeGarbage(Number(query.get('n'))),
  '/old-garbage': (query) => makeOldGarbage(Number(query.get('n'))),
  '/block': (query) => setTimeout(() => blockMainThread(Number(query.get('ms'))), 50),
  '/block-workers': (query) => workers.forEach((worker) => worker.postMessage(Number(query.get('ms')))),
  '/native': (query) => setTimeout(() => execFileSync('sleep', [query.get('seconds')]), 50),
  '/exit': (query) => setTimeout(() => process.exit(Number(query.get('code'))), 50),
};

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  actions[pathname](searchParams);
  response.setHeader('Connection', 'close').end('done\n');
});
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
if (values.worker) {
  // From a URL: preloads do not run in a worker made from a string.
  const source = 'import { parentPort } from "node:worker_threads"; parentPort.postMessage("up")';
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`));
  worker.once('message', () => console.log('worker up'));
}
if (values['leaking-workers']) {
  for (const options of [{}, {}, { execArgv: [] }]) {
    const worker = new Worker(new URL('./leaking-worker.mjs', import.meta.url), options);
    worker.once('message', () => console.log('worker up'));
    workers.push(worker);
  }
}
if (values.lifetime !== undefined) setTimeout(() => server.close(), Number(values.lifetime));
