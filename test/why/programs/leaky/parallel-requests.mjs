// Some hundred requests are under way at any time; each leaves its trace when it is done.
import { setTimeout as sleep } from 'node:timers/promises';
import { random, serveWork } from '../../../../fixtures/corpus/server.mjs';

const underWay = new Set();
const traces = new Map();

function openTrace(unit) {
  return { unit, steps: ['begun'] };
}

async function handle(unit) {
  const trace = openTrace(unit);
  underWay.add(trace);
  await sleep(20 + random() * 160);
  trace.steps.push('answered');
  underWay.delete(trace);
  traces.set(unit, trace);
}

serveWork(function begin(unit) {
  void handle(unit);
});
