// What programs with traps stand on. It is loaded before any trap is set, and calls nothing that a program may replace.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';

const UNITS_PER_TURN = 5;
const LONG_MS = 5;
const { stringify } = JSON;
const now = performance.now.bind(performance);
const counts = Object.create(null);
let longest = 0;
let turnedAt = now();
let waited = waitedMs();

/** Notes that code of the program was run which nothing but a trap can lead to. */
export function spring(name) {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** How long this thread has waited for a core in its life; 0 where the system does not tell. */
function waitedMs() {
  try {
    const text = readFileSync('/proc/thread-self/schedstat', 'latin1');
    const rest = text.slice(text.indexOf(' ') + 1);
    return +rest.slice(0, rest.indexOf(' ')) / 1e6;
  } catch {
    return 0;
  }
}

/** Of a turn that took long, what it waited for a core is the machine's. */
function turn() {
  const took = now() - turnedAt;
  if (took > LONG_MS) {
    const before = waited;
    waited = waitedMs();
    const busy = took - (waited - before);
    if (busy > longest) longest = busy;
  }
  turnedAt = now();
  setTimeout(turn, 1);
}

/**
 * Serves `POST /work?n=K`, which does K units of work, `GET /sprung`, which tells what was sprung how often, `GET /block`,
 * which tells for how many milliseconds the event loop stood still at most since it was asked last, `GET /facts`, which
 * tells `facts`, and `GET /spring`, which springs every trap. Prints `listening PORT`, ends on SIGTERM.
 */
export function serveTraps(work, springAll, facts = {}) {
  let unit = 0;
  const answer = async (request) => {
    const { url } = request;
    if (url === '/sprung') return stringify(counts);
    if (url === '/block') {
      const block = longest;
      longest = 0;
      return `${block}`;
    }
    if (url === '/facts') return stringify(facts);
    if (url === '/spring') {
      springAll();
      return '{}';
    }
    const count = +url.slice(url.lastIndexOf('=') + 1);
    for (let i = 0; i < count; i++) {
      work(unit++);
      if (unit % UNITS_PER_TURN === 0) await nextTurn();
    }
    return '{}';
  };
  const server = createServer((request, response) => {
    request.resume();
    answer(request).then(
      (text) => response.end(text),
      (error) => {
        response.statusCode = 500;
        response.end(`${error.stack}`);
      },
    );
  });
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1', () => {
    console.log(`listening ${server.address().port}`);
    turn();
  });
  process.once('SIGTERM', () => process.exit(0));
}
