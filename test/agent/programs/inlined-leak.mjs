/**
 * Leaks from a function so small that V8 inlines it into its caller as soon as that is hot: `/leak?n=` n times, and after
 * the answer `/leak-blocked?ms=` for so long in one loop, a little every millisecond. `/drop` lets everything go.
 */
import { createServer } from 'node:http';

let kept = [];

function keepRecord(i) {
  kept.push({ id: i, next: i + 1, twice: i + i });
}

function leakMany(n) {
  for (let i = 0; i < n; i++) keepRecord(i);
}

/** Most calls keep nothing: what is optimized is the loop. */
function leakBlocked(ms) {
  const end = performance.now() + ms;
  let due = performance.now();
  for (let i = 0; ; i++) {
    const now = performance.now();
    if (now >= end) return;
    if (now < due) continue;
    due += 1;
    for (let k = 0; k < 20; k++) keepRecord(i + k);
  }
}

const actions = {
  '/leak': (query) => leakMany(Number(query.get('n'))),
  '/leak-blocked': (query) => setTimeout(() => leakBlocked(Number(query.get('ms'))), 50),
  '/drop': () => (kept = []),
};

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  actions[pathname](searchParams);
  response.setHeader('Connection', 'close').end('done\n');
});
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
