/**
 * Keeps `--bytes` of small objects, allocated by some hundred call paths of a made-up program, and then does nothing but
 * go round the event loop. `/gaps` tells of each turn that took long: when it ended, and how many milliseconds it took
 * without those that it waited for a core.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { runInThisContext } from 'node:vm';

const PATHS = 400;
const MODULES = 20;
const FUNCTIONS_PER_MODULE = 10;
const LONG_MS = 0.2;
const MAX_GAPS = 100_000;
/** Of an object with two fields and its place in the list, as the sampler sees it: in code that is not yet optimized V8 adds 16. */
const OBJECT_BYTES = 64;

const { values } = parseArgs({ options: { bytes: { type: 'string', default: '0' } } });
const steps = [];
const kept = [];

/** A step makes the next one of its path, and the last one allocates. */
function stepSource(name) {
  return `function ${name}(path, at, n, steps, list) {
    if (at < path.length) return steps[path[at]](path, at + 1, n, steps, list);
    for (let i = 0; i < n; i++) list[i] = { id: i, seen: n };
  }`;
}

for (let module = 0; module < MODULES; module++) {
  const names = Array.from(
    { length: FUNCTIONS_PER_MODULE },
    (_, i) => `step${module * FUNCTIONS_PER_MODULE + i}`,
  );
  const source = `(() => { ${names.map(stepSource).join('\n')}\nreturn [${names.join()}]; })()`;
  steps.push(...runInThisContext(source, { filename: `/srv/app/module-${module}.js` }));
}

/** Paths leave a common trunk at different depths, as those of a server do. */
function keepObjects(bytes) {
  const each = Math.ceil(bytes / PATHS / OBJECT_BYTES);
  for (let number = 0; number < PATHS; number++) {
    const depth = 12 + (number % 9);
    const path = Array.from({ length: depth }, (_, at) =>
      at < 8 ? at : (number * 31 + at * at * 7) % steps.length,
    );
    const list = new Array(each);
    steps[0](path, 0, each, steps, list);
    kept.push(list);
  }
}

const gaps = [];
let turnedAt = performance.now();
let waited = waitedMs();

/** How long this thread has waited for a core in its life; 0 where the system does not tell. */
function waitedMs() {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

function turn() {
  const took = performance.now() - turnedAt;
  if (took > LONG_MS) noteGap(took);
  turnedAt = performance.now();
  setImmediate(turn);
}

/** What is short of a gap cannot hold much waiting, so all of it since the last gap is of this one. */
function noteGap(took) {
  const before = waited;
  waited = waitedMs();
  const busy = Math.max(0, took - (waited - before));
  if (gaps.length < MAX_GAPS) gaps.push([performance.timeOrigin + turnedAt + took, busy]);
}

keepObjects(Number(values.bytes));
const server = createServer((request, response) => response.end(JSON.stringify(gaps)));
server.listen(0, '127.0.0.1', () => {
  turn();
  console.log(`listening http://127.0.0.1:${server.address().port}`);
});
