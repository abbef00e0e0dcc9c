/** A server with a worker thread; both retain objects before it listens. */
import { createServer } from 'node:http';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

const kept = [];

function keepInMain(n) {
  for (let i = 0; i < n; i++) kept.push({ id: i, seen: i });
}

function keepInWorker(n) {
  for (let i = 0; i < n; i++) kept.push({ id: i, seen: i });
}

function listen(threadId) {
  const server = createServer((request, response) => response.end(`${threadId}\n`));
  server.listen(0, '127.0.0.1', () =>
    console.log(`worker ${threadId}, listening http://127.0.0.1:${server.address().port}`),
  );
}

if (isMainThread) {
  keepInMain(100_000);
  const worker = new Worker(new URL(import.meta.url));
  const { threadId } = worker;
  worker.once('message', () => listen(threadId));
} else {
  keepInWorker(100_000);
  parentPort.postMessage('kept');
  // A listener keeps the thread alive.
  parentPort.on('message', () => undefined);
}
