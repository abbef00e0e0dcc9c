/** Retains 50,000 objects, and is busy for as many milliseconds as it is told. */
import { parentPort } from 'node:worker_threads';

const kept = [];

function keepInWorker() {
  for (let i = 0; i < 50_000; i++) kept.push({ i, list: [i] });
}

function blockWorker(ms) {
  const end = Date.now() + ms;
  let turns = 0;
  while (Date.now() < end) turns++;
  return turns;
}

keepInWorker();
parentPort.on('message', (ms) => blockWorker(ms));
parentPort.postMessage('up');
