// A queue whose consumer goes by an index and never takes off what it has read.
import { serveWork } from '../../../../fixtures/corpus/server.mjs';

const queue = [];
let next = 0;

function enqueue(unit) {
  const message = { unit, read: false };
  queue.push(message);
  return message;
}

serveWork(function produceAndConsume(unit) {
  enqueue(unit);
  queue[next++].read = true;
});
